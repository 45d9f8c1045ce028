package dev.teacher.train.doctor.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {
  private static final int WIDTH = 4;

  @Test
  void whatCollapsesInMostRecordingsCountsThoughItVariesBetweenThem() {
    Chain raw = chain(List.of(alike(1), alike(1), alike(1)));
    // One column of the first two is blown up, and they are standardised as a whole.
    Chain behind = chain(List.of(drowned(), drowned(), alike(1)));
    assertThat(behind.varies(1)).as("because of the last one").isTrue();
    assertThat(behind.collapsed(raw)).isEqualTo(0.75);
  }

  @Test
  void whatCollapsesInAFewRecordingsDoesNot() {
    Chain raw = chain(List.of(alike(1), alike(1), alike(1)));
    Chain behind = chain(List.of(drowned(), alike(1), alike(1)));
    assertThat(behind.collapsed(raw)).isZero();
  }

  @Test
  void whatCollapsesEverywhereIsCountedTogether() {
    Chain raw = chain(List.of(alike(1), alike(2)));
    Chain behind = chain(List.of(drowned(), drowned()));
    assertThat(behind.collapsed(raw)).isEqualTo(0.75);
  }

  private static Chain chain(List<float[]> recordings) {
    float[] all = new float[recordings.stream().mapToInt(r -> r.length).sum()];
    List<double[]> alone = new ArrayList<>();
    int at = 0;
    for (float[] recording : recordings) {
      System.arraycopy(recording, 0, all, at, recording.length);
      at += recording.length;
      alone.add(Spread.deviations(recording, WIDTH));
    }
    return new Chain("", Spread.of(all, WIDTH), all, alone);
  }

  /** Two frames whose columns all vary by the same. */
  private static float[] alike(float size) {
    return new float[] {size, size, size, size, -size, -size, -size, -size};
  }

  /** Two frames of which all columns but the first hardly vary. */
  private static float[] drowned() {
    return new float[] {2, 1e-4f, 1e-4f, 1e-4f, -2, -1e-4f, -1e-4f, -1e-4f};
  }
}
