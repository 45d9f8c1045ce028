package dev.teacher.features.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Layout.Segment;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {
  @Test
  void aPresetsNameTellsItsWidth() {
    assertThat(Presets.all())
        .hasSize(6)
        .allSatisfy(layout -> assertThat(layout.name()).isEqualTo("mediapipe-" + layout.width()));
  }

  @ParameterizedTest
  @CsvSource({
    "mediapipe-1662, pose=132 face=1404 hands.left=63 hands.right=63",
    "mediapipe-1629, pose=99 face=1404 hands.left=63 hands.right=63",
    "mediapipe-1530, face=1404 hands.left=63 hands.right=63",
    "mediapipe-258, pose=132 hands.left=63 hands.right=63",
  })
  void partsStandInMediaPipesOrder(String name, String segments) {
    assertThat(Presets.named(name, "here").spec())
        .isEqualTo(name + ": " + segments.replace(" ", ", "));
  }

  @Test
  void rawLandmarksAreOneOfThem() {
    assertThat(Presets.find("mediapipe-1629")).contains(Part.LAYOUT);
  }

  @ParameterizedTest
  @CsvSource({"4887, false", "6516, true"})
  void blocksOfDifferencesAreThoseOfTheExtractorThatMakesThem(String width, boolean again) {
    FeatureExtractor extractor =
        new Plugins()
            .create(PluginKind.FEATURES, "type = mediapipe-full, position-again = " + again);
    Layout made =
        extractor
            .extract(new GraphBuilder().inputSequence("landmarks", extractor.input()))
            .layout()
            .orElseThrow();
    assertThat(Presets.named("mediapipe-" + width, "here").segments()).isEqualTo(made.segments());
  }

  @Test
  void theBlocksOf6516AreFoundByName() {
    Layout layout = Presets.named("mediapipe-6516", "here");
    assertThat(layout.offset("hands")).isEqualTo(99 + 1404);
    assertThat(layout.offset("velocity")).isEqualTo(1629);
    assertThat(layout.offset("acceleration")).isEqualTo(2 * 1629);
    assertThat(layout.offset("position-again")).isEqualTo(3 * 1629);
    assertThat(layout.part("velocity").width()).isEqualTo(1629);
    assertThat(layout.segments()).contains(new Segment("acceleration.hands.right", 63));
  }

  @Test
  void theNumberAloneIsANameToo() {
    assertThat(Presets.find("258")).isEqualTo(Presets.find("mediapipe-258")).isPresent();
    assertThat(Presets.find("1258")).isEmpty();
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> Presets.named("mediapipe-6156", "my.conf: line 3"))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessageContaining("unknown layout mediapipe-6156")
        .hasMessageContaining("my.conf: line 3")
        .hasMessageContaining("mediapipe-1662, mediapipe-1629, mediapipe-1530, mediapipe-258")
        .hasMessageContaining("did you mean mediapipe-6516?");
  }
}
