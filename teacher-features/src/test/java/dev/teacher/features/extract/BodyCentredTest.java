package dev.teacher.features.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Fragments;
import dev.teacher.features.Plugins;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BodyCentredTest {
  private static final FeatureExtractor EXTRACTOR =
      new Plugins().create(PluginKind.FEATURES, "type = body-centred, aspect = 2");
  private static final Layout LAYOUT = layout(EXTRACTOR);

  @Test
  void columnsAreNamedAndFew() {
    assertThat(LAYOUT.segments())
        .extracting(Layout.Segment::name)
        .containsExactly(
            "pose",
            "hands.left",
            "hands.right",
            "face",
            "presence",
            "velocity.pose",
            "velocity.hands.left",
            "velocity.hands.right");
    assertThat(LAYOUT.width()).isBetween(200, 350);
    assertThat(LAYOUT.part("hands").width()).isEqualTo(2 * LAYOUT.part("hands.left").width());
  }

  @Test
  void segmentsCanBeLeftOut() {
    FeatureExtractor small =
        new Plugins()
            .create(PluginKind.FEATURES, "type = body-centred, face = false, velocities = false");
    Layout layout = layout(small);
    assertThat(layout.has("face")).isFalse();
    assertThat(layout.has("velocity")).isFalse();
    assertThat(layout.part("presence").width()).isEqualTo(3);
    assertThat(Fragments.run(Part.LAYOUT, small::extract, List.of(recording(1, 4)), 1).get(0))
        .hasSize(4 * layout.width());
  }

  @Test
  void aSampleIsTheSameAloneInABatchAndWithAnyPadding() {
    List<float[]> rows = List.of(recording(1, 6), recording(2, 1), recording(3, 9));
    List<float[]> together = run(rows, 3);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(together.get(i))
          .containsExactly(run(List.of(rows.get(i)), 0).get(0), within(1e-5f));
    }
  }

  @Test
  void placeAndDistanceOfTheCameraDoNotMatter() {
    float[] rows = recording(4, 5);
    float[] moved = rows.clone();
    for (int i = 0; i < moved.length; i++) {
      double[] shift = {0.2, -0.1, 0};
      moved[i] = (float) (moved[i] == 0 ? 0 : 0.6 * moved[i] + shift[i % 3]);
    }
    assertThat(run(List.of(moved), 0).get(0))
        .containsExactly(run(List.of(rows), 0).get(0), within(1e-4f));
  }

  @Test
  void missingPartsAreZeroAndSayThatTheyAreMissing() {
    for (Part part : Part.values()) {
      float[] rows = recording(5, 6);
      erase(rows, part, 0, 6);
      float[] result = run(List.of(rows), 1).get(0);
      for (float value : result) {
        assertThat(value).isFinite();
        assertThat(Math.abs(value)).isLessThan(100);
      }
      assertZeros(segment(result, 2, part.segment()));
      int flag = List.of(Part.POSE, Part.FACE, Part.LEFT_HAND, Part.RIGHT_HAND).indexOf(part);
      assertThat(segment(result, 2, "presence")[flag]).isZero();
    }
  }

  @Test
  void nothingThereGivesZeros() {
    assertZeros(run(List.of(new float[3 * Part.COLUMNS]), 1).get(0));
  }

  @Test
  void shouldersOnOneSpotStayFinite() {
    float[] rows = recording(6, 3);
    for (int frame = 0; frame < 3; frame++) {
      int from = frame * Part.COLUMNS;
      System.arraycopy(rows, from + 33, rows, from + 36, 3);
    }
    for (float value : run(List.of(rows), 0).get(0)) {
      assertThat(value).isFinite();
      assertThat(Math.abs(value)).isLessThan(100);
    }
  }

  @Test
  void thePoseIsMeasuredInShoulderWidthsOfTrueProportions() {
    float[] rows = new float[2 * Part.COLUMNS];
    for (int frame = 0; frame < 2; frame++) {
      set(rows, frame, 0, 0.5, 0.3); // nose
      set(rows, frame, 11, 0.6, 0.5);
      set(rows, frame, 12, 0.4, 0.5); // 0.2 of the width: 0.4 of the height at aspect 2
      set(rows, frame, 15, 0.7, 0.5 + 0.4 * frame);
    }
    float[] result = run(List.of(rows), 0).get(0);
    assertThat(Arrays.copyOf(segment(result, 0, "pose"), 6))
        .containsExactly(new float[] {0, -0.5f, 0.5f, 0, -0.5f, 0}, within(1e-5f));
    assertThat(Arrays.copyOfRange(segment(result, 1, "pose"), 10, 12))
        .containsExactly(new float[] {1, 1}, within(1e-5f));
    assertThat(Arrays.copyOfRange(segment(result, 1, "velocity.pose"), 10, 12))
        .containsExactly(new float[] {0, 1}, within(1e-5f));
  }

  @Test
  void velocitiesAreZeroWhereAPartComesOrGoes() {
    float[] rows = recording(7, 8);
    erase(rows, Part.LEFT_HAND, 3, 5);
    float[] result = run(List.of(rows), 0).get(0);
    for (int frame : new int[] {3, 4, 5}) {
      assertZeros(segment(result, frame, "velocity.hands.left"));
    }
    for (int frame : new int[] {2, 6}) {
      assertThat(segment(result, frame, "velocity.hands.left")).doesNotContain(0);
    }
  }

  @Test
  void aHandDoesNotJumpWhenOnlyThePoseIsLost() {
    float[] rows = recording(8, 6);
    erase(rows, Part.POSE, 3, 4);
    float[] velocities = segment(run(List.of(rows), 0).get(0), 3, "velocity.hands.left");
    float[] after = segment(run(List.of(rows), 0).get(0), 4, "velocity.hands.left");
    int place = velocities.length - 2;
    assertZeros(Arrays.copyOfRange(velocities, place, place + 2));
    assertZeros(Arrays.copyOfRange(after, place, place + 2));
    assertThat(Arrays.copyOf(velocities, place)).doesNotContain(0);
  }

  @Test
  void aHeldHandKeepsItsShapeAndTheFlagsStillTellWhatWasFound() {
    float[] rows = recording(9, 6);
    erase(rows, Part.LEFT_HAND, 3, 5);
    FeatureExtractor holding =
        new Plugins()
            .create(PluginKind.FEATURES, "type = body-centred, aspect = 2, missing = hold");
    float[] held = Fragments.run(Part.LAYOUT, holding::extract, List.of(rows), 2).get(0);
    float[] zeroed = run(List.of(rows), 2).get(0);
    int shape = LAYOUT.part("hands.left").width() - 2; // without the wrist's place
    for (int frame = 0; frame < 6; frame++) {
      boolean isMissing = frame == 3 || frame == 4;
      float[] hand = Arrays.copyOf(segment(held, frame, "hands.left"), shape);
      float[] expected =
          Arrays.copyOf(
              segment(isMissing ? held : zeroed, isMissing ? 2 : frame, "hands.left"), shape);
      assertThat(hand).doesNotContain(0).containsExactly(expected, within(1e-6f));
      assertThat(segment(held, frame, "presence")).containsExactly(1, 1, isMissing ? 0 : 1, 1);
      if (isMissing) {
        assertZeros(Arrays.copyOf(segment(held, frame, "velocity.hands.left"), shape));
      }
    }
  }

  /** Zeros of either sign. */
  private static void assertZeros(float[] values) {
    for (float value : values) {
      assertThat(value).isZero();
    }
  }

  private static List<float[]> run(List<float[]> rows, int padding) {
    return Fragments.run(Part.LAYOUT, EXTRACTOR::extract, rows, padding);
  }

  private static float[] segment(float[] result, int frame, String name) {
    int from = frame * LAYOUT.width() + LAYOUT.offset(name);
    return Arrays.copyOfRange(result, from, from + LAYOUT.part(name).width());
  }

  private static Layout layout(FeatureExtractor extractor) {
    GraphBuilder builder = new GraphBuilder();
    return extractor
        .extract(builder.inputSequence("landmarks", extractor.input()))
        .layout()
        .orElseThrow();
  }

  private static void erase(float[] rows, Part part, int first, int end) {
    for (int frame = first; frame < end; frame++) {
      int from = frame * Part.COLUMNS + part.column(0, 0);
      Arrays.fill(rows, from, from + 3 * part.count(), 0);
    }
  }

  private static void set(float[] rows, int frame, int landmark, double x, double y) {
    rows[frame * Part.COLUMNS + Part.POSE.column(landmark, 0)] = (float) x;
    rows[frame * Part.COLUMNS + Part.POSE.column(landmark, 1)] = (float) y;
  }

  private static float[] recording(long seed, int frames) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] rows = new float[frames * Part.COLUMNS];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) (0.1 + 0.8 * random.nextDouble());
    }
    return rows;
  }
}
