package dev.teacher.testkit;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.tensor.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A sound model, for mistakes to be made in what is overridden. */
class WrongModel implements InferenceModel {
  final InferenceModel sound;

  WrongModel(InferenceModel sound) {
    this.sound = sound;
  }

  /** A format whose models are wrong. */
  static ModelFormat format(ModelFormat sound, UnaryOperator<InferenceModel> mistake) {
    return new ModelFormat() {
      @Override
      public InferenceModel load(Path model) {
        return mistake.apply(sound.load(model));
      }

      @Override
      public void write(Graph graph, Weights weights, Map<String, String> properties, Path file)
          throws IOException {
        sound.write(graph, weights, properties, file);
      }
    };
  }

  /** One number is a little larger. */
  static ModelOutput off(ModelOutput output) {
    output.values()[0] += 1e-3f;
    return output;
  }

  /** The batch with lengths cut to fit. */
  static Batch fitting(Batch batch) {
    long[] lengths =
        Arrays.stream(batch.lengths()).map(n -> Math.max(1, Math.min(n, batch.frames()))).toArray();
    return new Batch(
        batch.size(), batch.frames(), batch.width(), batch.data(), lengths, batch.ids());
  }

  @Override
  public Map<String, String> metadata() {
    return sound.metadata();
  }

  @Override
  public int inputWidth() {
    return sound.inputWidth();
  }

  @Override
  public ModelOutput run(Batch batch) {
    return sound.run(batch);
  }

  @Override
  public void close() {
    sound.close();
  }
}
