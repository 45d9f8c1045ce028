package dev.teacher.train.djl;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.model.backbone.I3dAtFullRate;
import org.junit.jupiter.api.Test;

/** The program written by hand, against which speed is measured, does the same work. */
class PlainI3dTest {
  @Test
  void onSamplesOfOneLengthItComputesWhatTheGraphComputes() {
    Graph graph = I3dPrograms.recognizer(new I3dAtFullRate(0.1, 8));
    Weights weights = graph.initialWeights(1);
    Batch batch = I3dPrograms.batch(24, 24);
    int[][] labels = {{1, 2, 3}, {4, 4}};
    try (TrainingSession own = TestNetworks.open(graph, weights);
        TrainingSession plain = I3dPrograms.byHand(graph, weights, TestNetworks.OPTIONS)) {
      Close.assertClose(plain.run(batch).values(), own.run(batch).values(), 1e-5);
      Close.assertClose(plain.losses(batch, labels), own.losses(batch, labels), 1e-5);
    }
  }
}
