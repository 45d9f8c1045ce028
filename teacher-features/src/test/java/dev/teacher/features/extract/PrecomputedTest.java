package dev.teacher.features.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Fragments;
import dev.teacher.features.Plugins;
import dev.teacher.features.layout.Presets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrecomputedTest {
  @Test
  void itTakesAndGivesTheColumnsOfItsLayout() {
    Layout layout = Presets.named("mediapipe-6516", "here");
    FeatureExtractor extractor = extractor("layout = mediapipe-6516");
    assertThat(extractor.input()).isEqualTo(layout);
    assertThat(extractor.extract(new GraphBuilder().inputSequence("features", layout)).layout())
        .contains(layout);
  }

  @Test
  void everyNumberStaysAsItIs() {
    FeatureExtractor extractor =
        extractor("layout.segments = [ { name = a, width = 2 }, { name = b, width = 1 } ]");
    List<float[]> rows = List.of(new float[] {1, -2, 3e9f, 4, 5e-9f, 6}, new float[] {7, 8, 0});
    List<float[]> results = Fragments.run(extractor.input(), extractor::extract, rows, 2);
    assertThat(results.get(0)).containsExactly(rows.get(0));
    assertThat(results.get(1)).containsExactly(rows.get(1));
  }

  @Test
  void rawLandmarksAreReadAsLandmarks() {
    assertThat(extractor("layout = mediapipe-1629").input()).isEqualTo(Part.LAYOUT);
  }

  private static FeatureExtractor extractor(String settings) {
    return new Plugins().create(PluginKind.FEATURES, "type = precomputed, " + settings);
  }
}
