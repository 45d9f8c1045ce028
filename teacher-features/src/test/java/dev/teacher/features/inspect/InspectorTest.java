package dev.teacher.features.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Layout;
import dev.teacher.features.layout.Presets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorTest {
  private static final List<float[]> SENTENCES = Signing.sentences(8, 4, 3);

  static Stream<ShuffledLayout> shuffledLayouts() {
    return LongStream.rangeClosed(1, 20).mapToObj(seed -> new ShuffledLayout(seed, false));
  }

  /** Seeds of which none was looked at when thresholds were chosen, with what is rare as well. */
  static Stream<ShuffledLayout> othersThatNothingWasTunedOn() {
    return LongStream.rangeClosed(5001, 5020).mapToObj(seed -> new ShuffledLayout(seed, true));
  }

  @ParameterizedTest
  @MethodSource({"shuffledLayouts", "othersThatNothingWasTunedOn"})
  void everyColumnOfAShuffledLayoutIsTold(ShuffledLayout layout) {
    List<float[]> recordings = layout.apply(SENTENCES);
    List<String> truth = layout.truth(SENTENCES.get(0));
    int width = width(recordings);
    Inspection inspection = Inspector.inspect(recordings, width);
    if (layout.tellsSides()) {
      assertThat(ShuffledLayout.found(inspection)).isEqualTo(truth);
    } else {
      assertThat(sideless(ShuffledLayout.found(inspection))).isEqualTo(sideless(truth));
    }
    assertThat(Declaration.check(ShuffledLayout.declared(truth), inspection)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shuffledLayouts")
  void aPieceOfOneSentenceNeverGivesAWrongAccusation(ShuffledLayout layout) {
    for (int frames : new int[] {3, 30}) {
      float[] piece = Arrays.copyOf(SENTENCES.get(1), frames * ShuffledLayout.SOURCE);
      List<float[]> recordings = layout.apply(List.of(piece));
      Inspection inspection = Inspector.inspect(recordings, recordings.get(0).length / frames);
      Layout declared = ShuffledLayout.declared(layout.truth(piece));
      assertThat(Declaration.check(declared, inspection)).as("%d frames", frames).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1662, 1629, 1530, 258, 4887, 6516})
  void thePresetsAreRecognisedAndNotAccused(int columns) {
    Layout preset = Presets.named("mediapipe-" + columns, "here");
    Inspection inspection = Inspector.inspect(MisreadFiles.preset(SENTENCES, columns), columns);
    assertThat(inspection.preset()).contains(preset);
    boolean hasPose = preset.has("pose"); // whose wrists tell hands without a doubt
    assertThat(inspection.certainty())
        .isIn(Certainty.SURE, hasPose ? Certainty.SURE : Certainty.LIKELY);
    assertThat(inspection.notes()).isEmpty();
    assertThat(Declaration.check(preset, inspection)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1662, 1530, 258, 6516})
  void aHandThatIsNeverThereIsNoContradiction(int columns) {
    List<float[]> oneHanded = SENTENCES.stream().map(MisreadFiles::withoutLeftHand).toList();
    Inspection inspection = Inspector.inspect(MisreadFiles.preset(oneHanded, columns), columns);
    assertThat(Declaration.check(Presets.named("" + columns, "here"), inspection)).isEmpty();
    assertThat(inspection.found())
        .filteredOn(found -> found.block().isEmpty() && found.part().equals("zero"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.width()).isEqualTo(63);
              assertThat(found.what()).contains("never found", "a hand (x, y, z)");
              assertThat(found.certainty()).isEqualTo(Certainty.UNKNOWN);
            });
  }

  @Test
  void fewFramesAreSaidToBeTooFew() {
    float[] three = Arrays.copyOf(SENTENCES.get(0), 3 * ShuffledLayout.SOURCE);
    List<float[]> wide = MisreadFiles.preset(List.of(three), 6516);
    Inspection inspection = Inspector.inspect(wide, 6516);
    assertThat(inspection.certainty()).isEqualTo(Certainty.UNKNOWN);
    assertThat(inspection.notes()).anyMatch(note -> note.contains("3 frames"));
    assertThat(Declaration.check(Presets.named("6516", "here"), inspection)).isEmpty();
  }

  @Test
  void numbersWithoutABodyAreSaidToBeUnknown() {
    SplittableRandom random = new SplittableRandom(1);
    float[] noise = new float[60 * 300];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextDouble();
    }
    Inspection inspection = Inspector.inspect(List.of(noise), 300);
    assertThat(inspection.found())
        .singleElement()
        .satisfies(found -> assertThat(found.part()).isEqualTo("unknown"));
    assertThat(inspection.notes()).contains("no part of the body was recognised");
    Layout wrong = Layout.parse("own: pose=99, hands.left=63, hands.right=63, velocity=75");
    assertThat(Declaration.check(wrong, inspection)).as("nobody knows").isEmpty();
  }

  private static List<String> sideless(List<String> ranges) {
    return ranges.stream().map(range -> range.replaceAll("\\.(left|right)|-2$", "")).toList();
  }

  private static int width(List<float[]> recordings) {
    return recordings.get(0).length / (SENTENCES.get(0).length / ShuffledLayout.SOURCE);
  }
}
