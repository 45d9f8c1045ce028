package dev.teacher.train.statistics;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.features.statistics.Checksum;
import dev.teacher.features.statistics.RowSource;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The features that a graph gives for a sample, which it sees alone: nothing is padded.
 *
 * @param model the graph
 * @param input float32 [frames, columns of the graph's input] of a sample
 */
record GraphRows(InferenceModel model, Function<Sample, float[]> input) implements RowSource {
  @Override
  public int read(Sample sample, Consumer<FloatBuffer> rows) {
    float[] values = input.apply(sample);
    Batch batch = Batch.of(List.of(sample.id()), List.of(values), model.inputWidth());
    ModelOutput features = model.run(batch);
    rows.accept(FloatBuffer.wrap(features.sample(0)));
    return Checksum.of(values);
  }
}
