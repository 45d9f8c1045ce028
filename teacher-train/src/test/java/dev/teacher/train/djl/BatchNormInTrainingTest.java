package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import org.junit.jupiter.api.Test;

/** Statistics are those of the valid frames of the batch, in doubles here. */
class BatchNormInTrainingTest {
  private static final int WIDTH = TestNetworks.WIDTH;
  private static final Graph GRAPH = TestNetworks.recognizer(x -> x.batchNorm("norm"));

  @Test
  void runningBuffersMoveByATenthTowardsValidFrames() {
    Batch batch = TestNetworks.withNanBehind(TestNetworks.BATCH);
    float[] mean = new float[WIDTH];
    float[] variance = new float[WIDTH];
    for (int c = 0; c < WIDTH; c++) {
      mean[c] = (float) (0.1 * mean(batch, c));
      variance[c] = (float) (0.9 + 0.1 * squares(batch, c) / (frames(batch) - 1));
    }
    try (TrainingSession session = TestNetworks.open(GRAPH)) {
      session.step(batch, TestNetworks.LABELS, 1e-3, 0);
      Weights weights = session.weights();
      Close.assertClose(weights.get("norm.running_mean").floats(), mean, 1e-6);
      Close.assertClose(weights.get("norm.running_var").floats(), variance, 1e-6);
    }
  }

  @Test
  void aStepNormalisesByTheBatch() {
    Batch batch = TestNetworks.BATCH;
    Weights statistics = new Weights();
    Weights initial = GRAPH.initialWeights(1);
    for (String name : initial.names()) {
      float[] values = new float[initial.get(name).size()];
      for (int c = 0; c < WIDTH && name.contains("running"); c++) {
        boolean mean = name.endsWith("mean");
        values[c] = (float) (mean ? mean(batch, c) : squares(batch, c) / frames(batch));
      }
      boolean running = name.contains("running");
      statistics.put(name, running ? Tensor.of(values, WIDTH) : initial.get(name));
    }
    try (TrainingSession session = TestNetworks.open(GRAPH);
        TrainingSession known = TestNetworks.open(GRAPH, statistics)) {
      float[] initially = session.losses(batch, TestNetworks.LABELS);
      StepResult step = session.step(batch, TestNetworks.LABELS, 1e-3, 0);
      float[] running = known.losses(batch, TestNetworks.LABELS);
      Close.assertClose(step.losses(), running, 1e-5);
      assertThat(running).isNotEqualTo(initially);
    }
  }

  private static double mean(Batch batch, int column) {
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      for (int t = 0; t < batch.lengths()[i]; t++) {
        sum += batch.data().get((i * batch.frames() + t) * WIDTH + column);
      }
    }
    return sum / frames(batch);
  }

  private static double squares(Batch batch, int column) {
    double mean = mean(batch, column);
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      for (int t = 0; t < batch.lengths()[i]; t++) {
        double d = batch.data().get((i * batch.frames() + t) * WIDTH + column) - mean;
        sum += d * d;
      }
    }
    return sum;
  }

  private static double frames(Batch batch) {
    double frames = 0;
    for (long length : batch.lengths()) {
      frames += length;
    }
    return frames;
  }
}
