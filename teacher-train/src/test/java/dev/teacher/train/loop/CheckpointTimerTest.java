package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckpointTimerTest {
  private long now = Long.MAX_VALUE - 5; // as System.nanoTime, which may pass it

  @Test
  void aCheckpointIsDueWhenTheTimeHasPassedSinceTheLastOne() {
    CheckpointTimer timer = new CheckpointTimer(10, () -> now);
    now += 10 * 60_000_000_000L - 1;
    assertThat(timer.isDue()).isFalse();
    now += 1;
    assertThat(timer.isDue()).isTrue();
    assertThat(timer.isDue()).as("until one is written").isTrue();
    timer.restart();
    assertThat(timer.isDue()).isFalse();
    now += 10 * 60_000_000_000L;
    assertThat(timer.isDue()).isTrue();
  }

  @Test
  void zeroIsNever() {
    CheckpointTimer timer = new CheckpointTimer(0, () -> now);
    now += Long.MAX_VALUE;
    assertThat(timer.isDue()).isFalse();
  }
}
