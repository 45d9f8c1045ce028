package dev.teacher.features.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramePicksTest {
  private static final int[] LENGTHS = {5, 1, 40, 14};

  @Test
  void whereThereIsRoomEveryFrameIsTaken() {
    FramePicks picks = FramePicks.draw(LENGTHS, 3, 1, 60);
    assertThat(picks.rows()).isEqualTo(60);
    assertThat(picks.sample()).isEqualTo(new FrameSample(60, 60, 1));
    assertThat(picks.sample().rankError()).isZero();
    assertThat(picks.of(0)).containsExactly(0, 1, 2, 3, 4);
    assertThat(picks.firstRow(3)).isEqualTo(46);
    assertThat(picks.values()).hasSize(180);
  }

  @Test
  void elseJustAsManyAsThereIsRoomForAscendingAndWithoutRepetition() {
    for (long seed = 0; seed < 200; seed++) {
      FramePicks picks = FramePicks.draw(LENGTHS, 3, seed, 17);
      assertThat(picks.rows()).isEqualTo(17);
      assertThat(picks.all()).hasSize(17);
      for (int i = 0; i < LENGTHS.length; i++) {
        int length = LENGTHS[i];
        int[] frames = picks.of(i);
        assertThat(Arrays.stream(frames).distinct().toArray()).isEqualTo(frames);
        assertThat(frames).isSorted();
        assertThat(Arrays.stream(frames)).allMatch(f -> f >= 0 && f < length);
        assertThat(picks.firstRow(i + 1) - picks.firstRow(i)).isEqualTo(frames.length);
      }
      assertThat(picks.of(List.of(1, 3)))
          .hasSize(picks.of(1).length + picks.of(3).length)
          .isSorted();
    }
  }

  @Test
  void everyFrameIsAsLikelyAsAnyOther() {
    int[] drawn = new int[60];
    int draws = 6000;
    for (long seed = 0; seed < draws; seed++) {
      FramePicks picks = FramePicks.draw(LENGTHS, 1, seed, 15);
      int before = 0;
      for (int i = 0; i < LENGTHS.length; i++) {
        for (int frame : picks.of(i)) {
          drawn[before + frame]++;
        }
        before += LENGTHS[i];
      }
    }
    double deviation = Math.sqrt(draws * 0.25 * 0.75);
    assertThat(Arrays.stream(drawn)).allMatch(n -> Math.abs(n - draws * 0.25) < 5 * deviation);
  }

  @Test
  void aSeedAlwaysDrawsTheSame() {
    assertThat(FramePicks.draw(LENGTHS, 1, 7, 20).of(2))
        .isEqualTo(FramePicks.draw(LENGTHS, 1, 7, 20).of(2))
        .isNotEqualTo(FramePicks.draw(LENGTHS, 1, 8, 20).of(2));
  }

  @Test
  void theRankErrorIsThatOfDvoretzkyKieferAndWolfowitz() {
    assertThat(new FrameSample(5000, 100_000, 1).rankError()).isCloseTo(0.02302, within(1e-5));
  }
}
