package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.TrainingBackendFactory;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.testkit.TrainingBackendContract;
import org.junit.jupiter.api.Test;

class DjlBackendTest extends TrainingBackendContract {
  @Override
  protected TrainingBackendFactory factory() {
    return new DjlBackendFactory();
  }

  @Test
  void aSampleWithTooFewFramesIsRefusedWithTheFramesThatItWants() {
    try (TrainingSession session = TestNetworks.open(TestNetworks.small(0))) {
      int[][] labels = {{1, 2}, {3, 3, 1}, {4, 4, 1}}; // sample-2 has 6 frames, 3 of output
      assertThatThrownBy(() -> session.step(TestNetworks.BATCH, labels, 1e-2, 0))
          .isInstanceOf(TeacherException.class)
          .hasMessageContaining("sample-2")
          .hasMessageContaining("4 output frames")
          .hasMessageContaining("3 output frames from 6 input frames");
    }
  }
}
