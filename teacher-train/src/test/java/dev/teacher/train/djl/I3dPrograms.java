package dev.teacher.train.djl;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.torchscript.PlainI3d;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The i3d network as it is shipped, and written by hand as it was first built. */
final class I3dPrograms {
  /** All landmarks with velocities, accelerations and once more, 6516 columns. */
  static final Layout COLUMNS =
      Layout.parse(
          "all: pose=99, face=1404, hands.left=63, hands.right=63, velocity=1629,"
              + " acceleration=1629, position-again=1629");

  /** The same by encoders. */
  static final Layout PARTS =
      Layout.parse("all: pose=99, face=1404, hands=126, temporal=3258, position-again=1629");

  private static final int CLASSES = 15;

  private I3dPrograms() {}

  /** The shipped network with these settings. */
  static Graph shipped(String settings) {
    return recognizer(
        Registry.ofClassPath()
            .create(
                PluginKind.BACKBONE,
                ConfigFactory.parseString("type = i3d, " + settings),
                "backbone",
                notice -> {}));
  }

  /** A recogniser of {@link #COLUMNS}. */
  static Graph recognizer(Backbone backbone) {
    GraphBuilder builder = new GraphBuilder();
    Sequence logits = backbone.logits(builder.inputSequence("features", COLUMNS), CLASSES);
    Values ops = new Values(builder);
    Sequence logProbs = logits.map(v -> ops.logSoftmax(v, 2));
    builder.output(Recognizer.LOG_PROBS, logProbs.data());
    builder.output(Recognizer.OUTPUT_LENGTHS, logProbs.lengths());
    return builder.build();
  }

  /** A session of the program written by hand for this graph of {@code I3dAtFullRate}. */
  static TrainingSession byHand(Graph graph, Weights weights, TrainingOptions options) {
    try {
      Path file = Files.createTempFile("plain", ".pt");
      try {
        PlainI3d.write(graph, PARTS, weights, options, file);
        return new DjlSession(graph, new TorchModule(file, options.threads()), options);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Random samples of these lengths. */
  static Batch batch(int... lengths) {
    SplittableRandom random = new SplittableRandom(1);
    List<String> ids = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    for (int length : lengths) {
      float[] row = new float[length * COLUMNS.width()];
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (random.nextDouble() * 2 - 1);
      }
      ids.add("sample-" + ids.size());
      rows.add(row);
    }
    return Batch.of(ids, rows, COLUMNS.width());
  }
}
