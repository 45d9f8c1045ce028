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
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MediapipeFullTest {
  private static final FeatureExtractor ALL = extractor("position-again = true");

  @ParameterizedTest
  @CsvSource({"false, false, 1629", "true, false, 4887", "true, true, 6516"})
  void widthsAreThoseOfTheirBlocks(boolean differences, boolean again, int width) {
    String settings =
        "velocities = %1$s, accelerations = %1$s, position-again = %2$s"
            .formatted(differences, again);
    assertThat(layout(extractor(settings)).width()).isEqualTo(width);
    assertThat(layout(extractor(settings + ", presence = true")).width()).isEqualTo(width + 4);
  }

  @Test
  void segmentsAreFoundByTheirNames() {
    Layout layout = layout(ALL);
    assertThat(layout.part("hands").width()).isEqualTo(126);
    assertThat(layout.offset("velocity.face")).isEqualTo(1629 + 99);
    assertThat(layout.part("acceleration").width()).isEqualTo(1629);
    assertThat(layout.offset("position-again.hands.right")).isEqualTo(6516 - 63);
    Layout accelerations = layout(extractor("velocities = false"));
    assertThat(accelerations.has("velocity")).isFalse();
    assertThat(accelerations.offset("acceleration")).isEqualTo(1629);
  }

  @Test
  void everyNumberIsThatOfAPlainFloatLoop() {
    List<float[]> rows =
        List.of(
            Recordings.full(1, 1),
            Recordings.full(2, 2),
            Recordings.full(3, 3),
            Recordings.full(4, 4),
            Recordings.gappy(5, 9));
    List<float[]> results = Fragments.run(Part.LAYOUT, ALL::extract, rows, 2);
    for (int i = 0; i < rows.size(); i++) {
      float[] x = rows.get(i);
      float[] v = Recordings.velocity(x);
      float[] expected = joined(x, v, Recordings.acceleration(v), x);
      // The interpreter keeps doubles between operations: its accelerations are rounded once less.
      assertThat(results.get(i)).containsExactly(expected, within(2e-7f));
      assertThat(block(results.get(i), 4, 0)).containsExactly(x);
      assertThat(block(results.get(i), 4, 1)).containsExactly(v);
      assertThat(block(results.get(i), 4, 3)).containsExactly(x);
    }
  }

  @Test
  void accelerationOfAShortSampleIsZeroAndTheFirstTwoAreTheThird() {
    FeatureExtractor extractor = extractor("");
    int from = layout(extractor).offset("acceleration");
    for (int frames = 1; frames <= 4; frames++) {
      float[] result =
          Fragments.run(
                  Part.LAYOUT, extractor::extract, List.of(Recordings.full(frames, frames)), 0)
              .get(0);
      float[][] a = new float[frames][];
      for (int frame = 0; frame < frames; frame++) {
        a[frame] = Arrays.copyOfRange(result, frame * 4887 + from, (frame + 1) * 4887);
      }
      if (frames < 3) {
        assertThat(a).isDeepEqualTo(new float[frames][1629]);
      } else {
        assertThat(a[0]).isEqualTo(a[2]).doesNotContain(0);
        assertThat(a[1]).isEqualTo(a[2]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Missing.class)
  void missingPartsAreFilledAsAPlainLoopFillsThem(Missing missing) {
    float[] ends = Recordings.full(7, 6);
    Recordings.erase(ends, Part.LEFT_HAND, 0, 2);
    Recordings.erase(ends, Part.RIGHT_HAND, 3, 6);
    Recordings.erase(ends, Part.FACE, 0, 6);
    Recordings.erase(ends, Part.POSE, 1, 5);
    List<float[]> rows =
        List.of(
            ends,
            Recordings.gappy(8, 11),
            new float[3 * Recordings.WIDTH],
            Recordings.gappy(9, 1),
            Recordings.full(10, 1));
    String name = missing.name().toLowerCase(Locale.ROOT);
    FeatureExtractor extractor =
        extractor("velocities = false, accelerations = false, presence = true, missing = " + name);
    List<float[]> results = Fragments.run(Part.LAYOUT, extractor::extract, rows, 3);
    for (int i = 0; i < rows.size(); i++) {
      float[] filled = Recordings.filled(rows.get(i), missing);
      int frames = filled.length / Recordings.WIDTH;
      for (int frame = 0; frame < frames; frame++) {
        float[] row = Arrays.copyOfRange(results.get(i), frame * 1633, (frame + 1) * 1633);
        float[] expected =
            Arrays.copyOfRange(filled, frame * Recordings.WIDTH, (frame + 1) * Recordings.WIDTH);
        assertThat(Arrays.copyOf(row, 1629))
            .as("sample %d, frame %d", i, frame)
            .containsExactly(expected, within(missing == Missing.INTERPOLATE ? 1e-6f : 0));
        for (Part part : Part.values()) {
          float flag = Recordings.isSeen(rows.get(i), part, frame) ? 1 : 0;
          assertThat(row[1629 + List.of(Part.values()).indexOf(part)]).isEqualTo(flag);
        }
      }
    }
  }

  @Test
  void differencesAreThoseOfTheFilledPositions() {
    float[] rows = Recordings.gappy(11, 8);
    FeatureExtractor extractor = extractor("missing = hold");
    float[] result = Fragments.run(Part.LAYOUT, extractor::extract, List.of(rows), 2).get(0);
    float[] x = Recordings.filled(rows, Missing.HOLD);
    float[] v = Recordings.velocity(x);
    assertThat(result).containsExactly(joined(x, v, Recordings.acceleration(v)), within(2e-7f));
  }

  private static float[] joined(float[]... blocks) {
    int frames = blocks[0].length / Recordings.WIDTH;
    float[] rows = new float[frames * blocks.length * Recordings.WIDTH];
    for (int frame = 0; frame < frames; frame++) {
      for (int block = 0; block < blocks.length; block++) {
        System.arraycopy(
            blocks[block],
            frame * Recordings.WIDTH,
            rows,
            (frame * blocks.length + block) * Recordings.WIDTH,
            Recordings.WIDTH);
      }
    }
    return rows;
  }

  private static float[] block(float[] rows, int blocks, int block) {
    float[] values = new float[rows.length / blocks];
    for (int i = 0; i < values.length; i++) {
      int frame = i / Recordings.WIDTH;
      values[i] = rows[(frame * blocks + block) * Recordings.WIDTH + i % Recordings.WIDTH];
    }
    return values;
  }

  private static FeatureExtractor extractor(String settings) {
    return new Plugins().create(PluginKind.FEATURES, "type = mediapipe-full, " + settings);
  }

  private static Layout layout(FeatureExtractor extractor) {
    GraphBuilder builder = new GraphBuilder();
    return extractor
        .extract(builder.inputSequence("landmarks", extractor.input()))
        .layout()
        .orElseThrow();
  }
}
