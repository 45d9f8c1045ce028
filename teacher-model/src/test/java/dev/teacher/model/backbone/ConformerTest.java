package dev.teacher.model.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Auxiliary;
import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.testkit.BackboneContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformerTest {
  @Nested
  class WithRotation extends Contract {
    @Override
    protected String settings() {
      return "channels = 8, layers = 2, heads = 2, kernel = 3, expansion = 2, output-stride = 4,"
          + " auxiliary-weight = 0.3";
    }
  }

  @Nested
  class WithDistancesAndAnEvenKernel extends Contract {
    @Override
    protected String settings() {
      return "channels = 9, layers = 1, heads = 3, kernel = 4, expansion = 1, output-stride = 2,"
          + " positions = relative";
    }
  }

  @Nested
  class WithoutPositions extends Contract {
    @Override
    protected String settings() {
      return "channels = 8, layers = 1, heads = 1, kernel = 5, expansion = 1, output-stride = 8,"
          + " positions = none";
    }
  }

  private abstract static class Contract extends BackboneContract {
    @Override
    protected BackboneFactory factory() {
      return new ConformerFactory();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void theOutputStrideIsTheConfiguredOne(int stride) {
    assertThat(logits("output-stride = " + stride).time()).isEqualTo(Dim.TIME.strided(stride));
  }

  @Test
  void itHasTheWeightsOfThePaper() {
    int d = 16;
    int ffn = 2 * d + 4 * d * d + 4 * d + 4 * d * d + d;
    int attention = 2 * d + 4 * (d * d + d);
    int convolution = 2 * d + 2 * d * d + 2 * d + 5 * d + d + 2 * d + d * d + d;
    int block = 2 * ffn + attention + convolution + 2 * d;
    int stem = (18 * d + d) + 2 * d + (3 * d * d + d) + 2 * d + (d * d + d);
    int head = 5 * d + 5;
    Sequence logits = logits("channels = 16, layers = 3, heads = 2, kernel = 5, output-stride = 2");
    logits.builder().output("logits", logits.data());
    assertThat(logits.builder().build().parameterCount()).isEqualTo(stem + 3 * block + head);
  }

  @Test
  void headsOfOddSizeAreRefusedWhereTheyAreConfigured() {
    assertThatThrownBy(() -> backbone("channels = 20, heads = 4"))
        .hasMessageContaining("backbone.channels cannot be divided among the heads")
        .hasMessageContaining("a multiple of 8 for 4 heads")
        .hasMessageContaining("20");
    assertThat(backbone("channels = 20, heads = 4, positions = relative")).isNotNull();
  }

  @Test
  void anAuxiliaryHeadStandsAfterHalfOfTheBlocks() {
    Sequence logits = logits("layers = 5, auxiliary-weight = 0.3");
    logits.builder().output("logits", logits.data());
    Graph graph = logits.builder().build();
    assertThat(graph.auxiliaries()).extracting(Auxiliary::weight).containsExactly(0.3);
    int head = place(graph, "auxiliary_head");
    assertThat(graph.nodes().get(head).inputs().get(0))
        .isEqualTo(graph.nodes().get(place(graph, "block2.norm")).output());
    assertThat(graph.withoutAuxiliaries().nodes()).hasSizeLessThanOrEqualTo(head);
    assertThatThrownBy(() -> backbone("layers = 1, auxiliary-weight = 0.3"))
        .hasMessageContaining("backbone.auxiliary-weight wants two layers or more");
  }

  private static int place(Graph graph, String layer) {
    return graph.nodes().stream().map(Node::layer).toList().indexOf(layer);
  }

  private static Sequence logits(String settings) {
    Layout layout = Layout.parse("test: all=18");
    return backbone(settings).logits(new GraphBuilder().inputSequence("features", layout), 5);
  }

  private static Backbone backbone(String settings) {
    return Registry.ofClassPath()
        .create(
            PluginKind.BACKBONE,
            ConfigFactory.parseString("type = conformer, " + settings),
            "backbone",
            notice -> assertThat(notice).isNull());
  }
}
