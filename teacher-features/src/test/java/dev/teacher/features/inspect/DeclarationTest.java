package dev.teacher.features.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Layout;
import dev.teacher.features.layout.Presets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationTest {
  private static final List<float[]> SENTENCES = Signing.sentences(10, 4, 5);

  @Test
  void theFamousMisreadingIsFoundWithTheRightOrder() {
    Inspection inspection = Inspector.inspect(MisreadFiles.preset(SENTENCES, 6516), 6516);
    assertThat(Declaration.check(MisreadFiles.MISREAD, inspection))
        .containsExactly(
            new Contradiction(
                "hands", 99, 225, List.of("columns 99 to 224: face, points 0 to 41 of 468")),
            new Contradiction(
                "face",
                225,
                1629,
                List.of(
                    "columns 225 to 1502: face, points 42 to 467 of 468 (as declared)",
                    "columns 1503 to 1565: hands.left",
                    "columns 1566 to 1628: hands.right")),
            new Contradiction(
                "temporal",
                1629,
                6516,
                List.of(
                    "columns 1629 to 3257: velocity of several parts (as declared)",
                    "columns 3258 to 4886: acceleration of several parts (as declared)",
                    "columns 4887 to 6515: position-again of several parts")));
    assertThat(inspection.layout()).isEqualTo(Presets.named("mediapipe-6516", "here"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pose=132, face=1404, hands.right=63, hands.left=63 | hands.right hands.left",
        "pose=132, face=1404, hands=126                     | ",
        "body=132, face=1404, lh=63, rh=63                  | ",
        "body=132, face=1404, rh=63, lh=63                  | rh lh",
        "face=1404, pose=132, hands.left=63, hands.right=63 | face pose",
        "pose=99, face=1404, hands.left=63, hands.right=63, visibility=33 | face hands.left hands.right",
        "velocity.pose=132, face=1404, hands=126            | velocity.pose",
        "first=132, second=1530                             | ",
        "position=1662                                      | ",
        "temporal=1662                                      | temporal",
        "presence=4, rest=1658                              | presence",
      })
  void onlyWhatIsDeclaredOtherwiseIsContradicted(String segments, String wrong) {
    Inspection inspection = Inspector.inspect(SENTENCES, 1662);
    assertThat(Declaration.check(Layout.parse("own: " + segments), inspection))
        .extracting(Contradiction::segment)
        .containsExactly(wrong == null ? new String[0] : wrong.split(" "));
  }

  @Test
  void anotherNumberOfColumnsIsAContradiction() {
    Inspection inspection = Inspector.inspect(SENTENCES, 1662);
    assertThat(Declaration.check(Presets.named("1629", "here"), inspection))
        .singleElement()
        .satisfies(c -> assertThat(c.instead()).containsExactly("the data have 1662 columns"));
  }

  @Test
  void presetsHaveTheirCoordinatesPointByPoint() {
    Layout preset = Presets.named("1629", "here");
    List<float[]> files = MisreadFiles.preset(SENTENCES, 1629);
    Inspection planar = Inspector.inspect(planar(files, preset), 1629);
    assertThat(planar.layout()).isEqualTo(preset);
    assertThat(Declaration.check(preset, planar)).hasSize(4);
    Layout own = new Layout("own", preset.segments());
    assertThat(Declaration.check(own, planar)).as("it says nothing of coordinates").isEmpty();
  }

  /** All x of a part, then all y, then all z. */
  private static List<float[]> planar(List<float[]> files, Layout layout) {
    return files.stream()
        .map(
            rows -> {
              float[] changed = new float[rows.length];
              for (int start = 0; start < rows.length; start += layout.width()) {
                int from = start;
                for (Layout.Segment segment : layout.segments()) {
                  int points = segment.width() / 3;
                  for (int i = 0; i < segment.width(); i++) {
                    changed[from + i % 3 * points + i / 3] = rows[from + i];
                  }
                  from += segment.width();
                }
              }
              return changed;
            })
        .toList();
  }
}
