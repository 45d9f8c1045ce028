package dev.teacher.features.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.teacher.api.data.Part;
import dev.teacher.features.layout.Presets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands beside coordinates: flags, counters, constants; and numbers that were changed. */
class LeftoversTest {
  private static final List<float[]> SENTENCES = Signing.sentences(8, 3, 12);
  private static final int SOURCE = ShuffledLayout.SOURCE;

  @Test
  void flagsOfPresenceAndCountersAreRecognised() {
    List<float[]> recordings = new ArrayList<>();
    for (float[] rows : SENTENCES) {
      int width = SOURCE + 3;
      float[] wider = new float[rows.length / SOURCE * width];
      for (int t = 0; t < rows.length / SOURCE; t++) {
        System.arraycopy(rows, t * SOURCE, wider, t * width, SOURCE);
        int left = Part.POSE.count() + Part.LEFT_HAND.column(5, 0);
        wider[t * width + SOURCE] = rows[t * SOURCE + left] != 0 ? 1 : 0;
        wider[t * width + SOURCE + 1] = t;
        wider[t * width + SOURCE + 2] = t % 2;
      }
      recordings.add(wider);
    }
    Inspection inspection = Inspector.inspect(recordings, SOURCE + 3);
    assertThat(inspection.found().subList(4, 7))
        .extracting(Found::part, Found::from)
        .containsExactly(
            tuple("presence", SOURCE),
            tuple("frame-number", SOURCE + 1),
            tuple("unknown", SOURCE + 2));
  }

  @Test
  void standardisedNumbersAreNotedAndNothingIsAccused() {
    for (boolean each : new boolean[] {true, false}) {
      Inspection inspection = Inspector.inspect(standardised(each), SOURCE);
      assertThat(inspection.notes())
          .anyMatch(
              note ->
                  note.contains("standardised already, over " + (each ? "each" : "the corpus")));
      assertThat(Declaration.check(Presets.named("1662", "here"), inspection)).isEmpty();
    }
    assertThat(Inspector.inspect(SENTENCES, SOURCE).notes()).isEmpty();
  }

  /** Each column with mean 0 and deviation 1, over each recording or over all. */
  private static List<float[]> standardised(boolean each) {
    List<float[]> changed = new ArrayList<>();
    SENTENCES.forEach(rows -> changed.add(rows.clone()));
    if (each) {
      changed.forEach(rows -> standardise(List.of(rows)));
    } else {
      standardise(changed);
    }
    return changed;
  }

  private static void standardise(List<float[]> recordings) {
    for (int column = 0; column < SOURCE; column++) {
      double sum = 0;
      double squares = 0;
      int n = 0;
      for (float[] rows : recordings) {
        for (int at = column; at < rows.length; at += SOURCE, n++) {
          sum += rows[at];
          squares += rows[at] * rows[at];
        }
      }
      double mean = sum / n;
      double deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
      for (float[] rows : recordings) {
        for (int at = column; at < rows.length; at += SOURCE) {
          rows[at] = deviation > 1e-6 ? (float) ((rows[at] - mean) / deviation) : 0;
        }
      }
    }
  }
}
