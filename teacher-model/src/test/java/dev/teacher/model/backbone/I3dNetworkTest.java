package dev.teacher.model.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Layout;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.model.summary.LayerSummary;
import dev.teacher.model.summary.NetworkSummary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class I3dNetworkTest {
  private static final String POSITIONS = "pose=99, face=1404, hands.left=63, hands.right=63";

  /** What mediapipe-full gives: 1629, 4887 and 6516 columns. */
  private static final String ALL =
      Stream.of("", "velocity.", "acceleration.", "position-again.")
          .map(block -> POSITIONS.replaceAll("(pose|face|hands)", block + "$1"))
          .collect(Collectors.joining(", "));

  private static final String BODY_CENTRED =
      "pose=14, hands.left=62, hands.right=62, face=60, presence=4,"
          + " velocity.pose=14, velocity.hands.left=62, velocity.hands.right=62";

  @Test
  void theFullNetworkHasTheSizeOfTheLiterature() {
    assertThat(graph("", ALL).parameterCount()).isBetween(26_000_000L, 28_000_000L);
    assertThat(graph("preset = full", ALL).parameterCount())
        .isEqualTo(graph("", ALL).parameterCount());
  }

  @Test
  void theSmallNetworkHasAboutAMillionWeights() {
    assertThat(graph("preset = small", BODY_CENTRED).parameterCount())
        .isBetween(900_000L, 1_200_000L);
  }

  @Test
  void everyKeyTellsWhatThePresetSmallMakesOfIt() {
    assertThat(new I3dFactory().keys())
        .extracting(Key::meaning)
        .contains(
            "Channels of encoders, stem and modules, as a share of I3D's; small: "
                + I3dPreset.SMALL.width()
                + ".",
            "Inception modules, the first of I3D's nine; small: " + I3dPreset.SMALL.modules() + ".",
            "Channels of an LSTM direction; small: " + I3dPreset.SMALL.hidden() + ".",
            "Bidirectional LSTM layers; small: " + I3dPreset.SMALL.layers() + ".");
  }

  @Test
  void whatIsConfiguredGoesBeforeThePreset() {
    Graph graph = graph("preset = small, modules = 2, layers = 1, hidden = 16", BODY_CENTRED);
    assertThat(modules(graph)).containsExactly("mixed_3b", "mixed_3c");
    assertThat(shape(graph, "lstm1.weight_ih")).containsExactly(64, 120);
    assertThat(shape(graph, "lstm1.past.weight")).containsExactly(32, 120);
    assertThat(names(graph)).doesNotContain("lstm2.weight_ih", "project_4.weight");
  }

  @Test
  void theModulesHaveTheChannelsOfI3d() {
    Graph graph = graph("", ALL);
    assertThat(modules(graph))
        .containsExactly(
            "mixed_3b",
            "mixed_3c",
            "mixed_4b",
            "mixed_4c",
            "mixed_4d",
            "mixed_4e",
            "mixed_4f",
            "mixed_5b",
            "mixed_5c");
    assertThat(shape(graph, "mixed_3b.short.weight")).containsExactly(128, 96, 3);
    assertThat(shape(graph, "mixed_3b.long.weight")).containsExactly(32, 16, 7);
    assertThat(shape(graph, "mixed_4b.reduce.weight")).containsExactly(112, 480, 1);
    assertThat(shape(graph, "mixed_4b.point.weight")).containsExactly(192, 480, 1);
    assertThat(shape(graph, "mixed_4b.pool.weight")).containsExactly(64, 480, 1);
    assertThat(shape(graph, "mixed_5b.point.weight")).containsExactly(256, 832, 1);
    assertThat(shape(graph, "lstm1.weight_ih")).containsExactly(2048, 1024);
    assertThat(shape(graph, "lstm3.weight_ih_reverse")).containsExactly(2048, 1024);
    assertThat(names(graph)).noneMatch(name -> name.contains("past")); // of equal width
  }

  @Test
  void everyPartHasAnEncoderOfItsOwn() {
    assertThat(encoders(ALL))
        .containsExactly("face", "hands", "pose", "position-again", "temporal");
    Graph graph = graph("", ALL);
    assertThat(shape(graph, "encoder.hands.project.weight")).containsExactly(256, 126);
    assertThat(shape(graph, "encoder.temporal.project.weight")).containsExactly(256, 2 * 1629);
    assertThat(encoders(BODY_CENTRED))
        .containsExactly("face", "hands", "pose", "presence", "temporal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pose=5|pose",
        "hands.right=5|hands",
        "face.lips=4, face.brows=3, hands=5|face hands",
        "velocity=4, temporal=5|temporal",
        "gaze=2, all=7, pose=5|all gaze pose",
      })
  void anySegmentsWillDo(String segments, String expected) {
    assertThat(encoders(segments)).containsExactly(expected.split(" "));
  }

  @Test
  void unnamedColumnsHaveOneEncoder() {
    GraphBuilder builder = new GraphBuilder();
    Sequence input = builder.inputSequence("features", Layout.parse("test: pose=3, face=4"));
    Sequence logits = backbone("width = 0.1").logits(input.select(0, 1, 5), 3);
    builder.output("logits", logits.data());
    assertThat(names(builder.build())).contains("encoder.features.project.weight");
  }

  @Test
  void anEncoderSeesItsOwnColumns() {
    GraphBuilder builder = new GraphBuilder();
    String layout = "test: hands.left=2, pose=3, hands.right=1, velocity.pose=3, acceleration.x=1";
    Sequence input = builder.inputSequence("features", Layout.parse(layout));
    var parts = SegmentEncoders.parts(input);
    assertThat(parts.keySet()).containsExactly("hands", "pose", "temporal");
    parts.forEach((name, part) -> builder.output(name, part.data()));
    Tensor frame = Tensor.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 10);
    var seen =
        PlainGraph.run(
            builder.build(),
            new Weights(),
            Map.of("features", frame, "lengths", Tensor.of(new long[] {1}, 1)));
    assertThat(seen.get("hands").floats()).containsExactly(0, 1, 5);
    assertThat(seen.get("pose").floats()).containsExactly(2, 3, 4);
    assertThat(seen.get("temporal").floats()).containsExactly(6, 7, 8, 9);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void theOutputHasTheConfiguredFrameRate(int stride) {
    for (int modules : new int[] {1, 2, 7, 9}) {
      String settings = "output-stride = " + stride + ", width = 0.1, modules = " + modules;
      assertThat(graph(settings, "pose=4").outputs().get("logits").shape().dim(1))
          .isEqualTo(Dim.TIME.strided(stride));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 16})
  void otherOutputStridesAreRefused(int stride) {
    assertThatThrownBy(() -> backbone("output-stride = " + stride))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("backbone.output-stride")
        .hasMessageContaining("2, 4, 8");
  }

  /**
   * By hand, for stride 4: the stem's convolutions see 7 and, at half the frames, 2 * 2 more; 3b
   * and 3c 2 * 6 more each, the pool 2 * 2, each module of stage 4 and 5 4 * 6, the pool between
   * them 4 * 2: 11 + 24 + 4 + 120 + 8 + 48.
   */
  @ParameterizedTest
  @CsvSource({"2, 9, 127", "4, 9, 215", "8, 9, 263", "4, 2, 39", "8, 2, 47"})
  void anLstmFrameSeesThatManyInputFramesThroughTheConvolutions(
      int stride, int modules, int frames) {
    String settings =
        "layers = 1, width = 0.1, output-stride = " + stride + ", modules = " + modules;
    List<LayerSummary> parts =
        NetworkSummary.of(graph(settings, "pose=4"), NetworkSummary.FRAMES).parts();
    assertThat(parts).extracting(LayerSummary::name).contains("lstm1");
    assertThat(parts.stream().mapToInt(LayerSummary::receptiveField).max()).hasValue(frames);
  }

  @Test
  void theWorkIsThatOfAHandCalculation() {
    String settings = "layers = 1, hidden = 8, output-stride = 2, modules = 1";
    NetworkSummary network = NetworkSummary.of(graph(settings, "pose=4, face=6"), 256);
    double encoders = 0;
    for (int columns : new int[] {4, 6}) {
      double project = 256 * (2 * columns + 1);
      double gate = 512 * (2 * 256 + 1) + 2 * 256; // sigmoid and product
      encoders += project + 9 * 256 + gate;
    }
    double fusion = 16 * (2 * 512 + 1) + 5 * 16 + 2 * 512 + 8 * 256;
    // From here on at half the frames. A group norm is seven operations a number, its ReLU one.
    double stem = 256 * 2 * 256 * 7 + 8 * 256 + 192 * 2 * 256 * 3 + 8 * 192;
    double past = 3 * 256 + 192 * (2 * 256 + 1) + 7 * 192 + 192; // and its sum
    double branches =
        112 * 2 * 192
            + 8 * 112 // before both convolutions
            + 64 * 2 * 192
            + 128 * 2 * 96 * 3
            + 32 * 2 * 16 * 7
            + 3 * 192
            + 32 * 2 * 192
            + 8 * 256;
    double lstm = 2 * (2 * 32 * (256 + 8) + 4 * 32) + 16 * (2 * 256 + 1) + 16;
    double head = 15 * (2 * 16 + 1);
    double byHand = encoders + fusion + (stem + past + branches + lstm + head) / 2;
    assertThat(network.flopsPerFrame())
        .as("but for masks and what is computed once a sample")
        .isCloseTo(byHand, Percentage.withPercentage(0.02));
    assertThat(network.layers())
        .extracting(LayerSummary::name, LayerSummary::flopsPerFrame)
        .contains(
            tuple("mixed_3b.short", 128 * 2 * 96 * 3 / 2.0),
            tuple("mixed_3b.long", 32 * 2 * 16 * 7 / 2.0),
            tuple("head", head / 2));
  }

  @Test
  void poolsAndSumsOfBranchesBelongToTheBranch() {
    NetworkSummary network = NetworkSummary.of(graph("width = 0.1", BODY_CENTRED), 256);
    assertThat(part(network, "mixed_3c").stride()).isEqualTo(2);
    assertThat(layer(network, "project_4").operations())
        .containsExactly("average-pool 2 / 2", "linear");
    assertThat(layer(network, "project_4").inputs()).containsExactly("mixed_3c.norm");
    assertThat(layer(network, "mixed_3b.pool").operations())
        .containsExactly("max-pool 3", "conv 1");
    assertThat(layer(network, "mixed_3b.norm").inputs())
        .containsExactly("mixed_3b.point", "mixed_3b.short", "mixed_3b.long", "mixed_3b.pool");
    assertThat(part(network, "fusion").inputs()).containsExactly("encoder");
    assertThat(layer(network, "stem.project").inputs()).containsExactly("fusion.norm");
    assertThat(network.layers().stream().map(LayerSummary::name)).doesNotContain("mixed_3b");
  }

  private static LayerSummary layer(NetworkSummary network, String name) {
    return network.layers().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  private static LayerSummary part(NetworkSummary network, String name) {
    return network.parts().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void inputNormCountsAsStandardising() {
    assertThat(backbone("").standardises()).isFalse();
    assertThat(backbone("input-norm = true").standardises()).isTrue();
    assertThat(names(graph("", ALL))).noneMatch(name -> name.contains("input_norm"));
    assertThat(names(graph("input-norm = true", ALL))).contains("encoder.face.input_norm.weight");
  }

  private static Backbone backbone(String settings) {
    I3dFactory factory = new I3dFactory();
    return factory.create(
        Settings.of(ConfigFactory.parseString(settings), "backbone", factory.keys()), null);
  }

  private static Graph graph(String settings, String segments) {
    GraphBuilder builder = new GraphBuilder();
    Sequence input = builder.inputSequence("features", Layout.parse("test: " + segments));
    builder.output("logits", backbone(settings).logits(input, 15).data());
    return builder.build();
  }

  private static Set<String> names(Graph graph) {
    return graph.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
  }

  private static Set<String> modules(Graph graph) {
    return starts(graph, "(mixed_..)\\..*");
  }

  private static Set<String> encoders(String segments) {
    return starts(graph("width = 0.1, modules = 1", segments), "encoder\\.(.*)\\.project\\.weight");
  }

  private static Set<String> starts(Graph graph, String pattern) {
    return names(graph).stream()
        .filter(name -> name.matches(pattern))
        .map(name -> name.replaceAll(pattern, "$1"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int[] shape(Graph graph, String parameter) {
    return graph.parameters().stream()
        .filter(p -> p.name().equals(parameter))
        .map(Parameter::sizes)
        .findFirst()
        .orElseThrow(() -> new AssertionError(Arrays.toString(names(graph).toArray())));
  }
}
