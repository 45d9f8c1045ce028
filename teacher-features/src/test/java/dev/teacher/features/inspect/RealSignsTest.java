package dev.teacher.features.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.Registry;
import dev.teacher.features.SharedData;
import dev.teacher.features.layout.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real recordings of MediaPipe Holistic, where there are some. */
class RealSignsTest {
  private static final int SOURCE = ShuffledLayout.SOURCE;

  private static List<Group> groups;
  private static List<float[]> recordings;

  @BeforeAll
  static void read() throws IOException {
    Path features = SharedData.folder("real-signs").resolve("features");
    FrameFiles files = new FrameFiles(new PluginContext(Registry.ofClassPath(), notice -> {}));
    List<Recording> all = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(features)) {
      List<Path> sorted = paths.filter(Files::isRegularFile).sorted().toList();
      for (int i = 0; i < sorted.size(); i += 5) {
        FrameSource source = files.openUnnamed(sorted.get(i));
        all.add(new Recording(source.location(), source.read().values()));
      }
    }
    groups = Groups.of(all, SOURCE);
    List<String> most = groups.get(0).recordings();
    recordings =
        all.stream().filter(r -> most.contains(r.name())).map(Recording::rows).limit(12).toList();
  }

  @Test
  void nearlyAllHaveMediaPipesUsualLayout() {
    Group most = groups.get(0);
    int all = groups.stream().mapToInt(group -> group.recordings().size()).sum();
    assertThat(most.recordings()).hasSizeGreaterThan(all * 4 / 5);
    assertThat(most.inspection().preset()).contains(Presets.named("mediapipe-1662", "here"));
    assertThat(most.inspection().certainty()).isEqualTo(Certainty.SURE);
    assertThat(most.inspection().notes()).isEmpty();
    assertThat(Declaration.check(Presets.named("1662", "here"), most.inspection())).isEmpty();
  }

  /** If some are kept in another order, it is said which, and the preset is contradicted. */
  @Test
  void othersHaveTheSamePartsInAnotherOrder() {
    for (Group others : groups.subList(1, groups.size())) {
      assertThat(others.inspection().found())
          .extracting(Found::name)
          .containsExactlyInAnyOrder("pose", "face", "hands.left", "hands.right");
      assertThat(Declaration.check(Presets.named("1662", "here"), others.inspection()))
          .isNotEmpty();
    }
  }

  @Test
  void theFamousMisreadingIsFound() {
    Inspection inspection = Inspector.inspect(MisreadFiles.preset(recordings, 6516), 6516);
    assertThat(Declaration.check(MisreadFiles.MISREAD, inspection))
        .extracting(Contradiction::segment)
        .containsExactly("hands", "face", "temporal");
    assertThat(inspection.preset()).contains(Presets.named("mediapipe-6516", "here"));
    assertThat(Declaration.check(Presets.named("6516", "here"), inspection)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 9, 12, 14, 5003, 5004, 5009, 5013, 5017})
  void shuffledLayoutsAreTold(int seed) {
    ShuffledLayout layout = new ShuffledLayout(seed, seed > 5000);
    List<float[]> shuffled = layout.apply(recordings);
    int width = shuffled.get(0).length / (recordings.get(0).length / SOURCE);
    Inspection inspection = Inspector.inspect(shuffled, width);
    assertThat(ShuffledLayout.found(inspection)).isEqualTo(layout.truth(recordings.get(0)));
  }

  @Test
  void noSingleRecordingIsAccused() {
    for (float[] recording : recordings) {
      Inspection inspection = Inspector.inspect(List.of(recording), SOURCE);
      assertThat(Declaration.check(Presets.named("1662", "here"), inspection)).isEmpty();
    }
  }
}
