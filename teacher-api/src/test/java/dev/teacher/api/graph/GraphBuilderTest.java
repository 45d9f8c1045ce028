package dev.teacher.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Layout;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
  private final GraphBuilder builder = new GraphBuilder();
  private final Sequence input = builder.inputSequence("x", Layout.parse("test: a=4, b.c=2"));

  private Graph output(Sequence result) {
    builder.output("y", result.data());
    builder.output("n", result.lengths());
    return builder.build();
  }

  @Test
  void weightsAreNamedAfterTheirScopes() {
    Graph graph =
        output(
            builder.scope("block", () -> input.conv1d("conv", Conv.of(3, 3)).groupNorm("norm", 1)));
    assertThat(graph.parameters())
        .extracting(Parameter::name)
        .containsExactly(
            "block.conv.weight", "block.conv.bias", "block.norm.weight", "block.norm.bias");
    assertThat(graph.parameterCount()).isEqualTo(3 * 6 * 3 + 3 + 3 + 3);
  }

  @Test
  void whatNoOutputNeedsIsLeftOut() {
    input.linear("unused", 9).batchNorm("unused-norm");
    Graph graph = output(input.linear("used", 2));
    assertThat(graph.parameters())
        .extracting(Parameter::name)
        .containsExactly("used.weight", "used.bias");
    assertThat(graph.buffers()).isEmpty();
    assertThat(graph.nodes()).noneMatch(node -> node.layer().startsWith("unused"));
    assertThat(graph.nodes()).anyMatch(node -> node.layer().equals("used"));
  }

  @Test
  void nodesStandBehindWhatTheyNeed() {
    Graph graph = output(input.lstm("a", 2, true).layerNorm("b").upsample(2));
    for (Node node : graph.nodes()) {
      assertThat(node.inputs()).allMatch(value -> value.id() < node.output().id());
    }
  }

  @Test
  void aNameCanBeGivenOnce() {
    input.linear("same", 2);
    assertThatThrownBy(() -> input.linear("same", 3))
        .isInstanceOf(TeacherException.class)
        .hasMessage(
            """
            two weights are named same.weight
              to do:    give every layer its own name""");
    assertThatThrownBy(() -> builder.input("x", DType.INT64, Shape.of(1)))
        .hasMessage("two inputs are named x");
    builder.output("y", input.data());
    assertThatThrownBy(() -> builder.output("y", input.data()))
        .hasMessage("two outputs are named y");
  }

  @Test
  void valuesOfAnotherGraphAreRefused() {
    Value foreign = new GraphBuilder().inputSequence("x", Layout.parse("test: a=4, b.c=2")).data();
    assertThat(foreign).as("they may look the same").isEqualTo(input.data());
    assertThatThrownBy(() -> builder.add(new Op.Softmax(2, false), foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is of another graph");
    assertThatThrownBy(() -> builder.output("z", foreign)).hasMessageStartingWith("output z: ");
  }

  @Test
  void oneRateHasOneLength() {
    Value two = input.maxPool(3, 2).maxPool(3, 2).lengths();
    assertThat(input.averagePool(3, 4).lengths()).isEqualTo(two);
    assertThat(input.upsample(2).lengths()).isEqualTo(input.upsample(2).lengths());
    assertThat(input.upsample(2).maxPool(2, 2).lengths()).isEqualTo(input.lengths());
    assertThat(input.conv1d("c", Conv.of(2, 3)).lengths()).isEqualTo(input.lengths());
  }

  @Test
  void theSameMaskIsComputedOnce() {
    Graph graph = output(input.groupNorm("a", 1).relu().groupNorm("b", 1).maxPool(3, 1));
    assertThat(graph.nodes()).filteredOn(node -> node.op() instanceof Op.Range).hasSize(1);
  }

  @Test
  void layoutsStayWhereColumnsKeepTheirMeaning() {
    assertThat(input.segment("b").layout().orElseThrow().spec()).isEqualTo("b: b.c=2");
    assertThat(input.segment("b").channels()).isEqualTo(2);
    assertThat(input.mapColumns(x -> x).layout()).isEqualTo(input.layout());
    assertThat(input.relu().layout()).isEmpty();
    assertThatThrownBy(() -> builder.scope("net", () -> input.relu().segment("b")))
        .hasMessage("net: wants segment b of unnamed channels");
    assertThatThrownBy(() -> input.segment("hands"))
        .hasMessageStartingWith("layout test has no segment hands\n  expected: one of [a, b.c]");
  }

  @Test
  void foreignWeightsAreRefusedWithAList() {
    Graph graph = output(input.linear("one", 2));
    Weights weights =
        new Weights()
            .put("one.weight", Tensor.of(new float[12], 6, 2))
            .put("two.bias", Tensor.of(new float[2], 2));
    assertThatThrownBy(() -> graph.check(weights, "best"))
        .isInstanceOf(TeacherException.class)
        .hasMessage(
            """
            the weights do not fit the network
              where:    best
              expected: 2 tensors
              found:    wrong shape one.weight: expected FLOAT32[2, 6], found FLOAT32[6, 2]
                        missing     one.bias FLOAT32[2]
                        unexpected  two.bias
              to do:    use the configuration with which these weights were trained""");
    graph.check(graph.initialWeights(1), "fresh");
  }

  @Test
  void aBufferKeepsItsFirstValue() {
    Graph graph = output(input.batchNorm("norm"));
    assertThat(graph.buffers())
        .extracting(Buffer::name)
        .isEqualTo(List.of("norm.running_mean", "norm.running_var"));
    assertThat(graph.initialWeights(3).get("norm.running_var").floats()).containsOnly(1);
  }

  @Test
  void whatOnlyAnAuxiliaryNeedsStandsBehindAndCanBeLeftOut() {
    Sequence hidden = input.linear("in", 4);
    builder.auxiliary("middle", hidden.batchNorm("norm").linear("middle_head", 3), 0.3);
    Graph trained = output(hidden.linear("head", 3));
    Graph used = trained.withoutAuxiliaries();

    assertThat(trained.auxiliaries()).extracting(Auxiliary::name).containsExactly("middle");
    assertThat(trained.auxiliaries()).extracting(Auxiliary::weight).containsExactly(0.3);
    assertThat(trained.nodes()).startsWith(used.nodes().toArray(Node[]::new));
    assertThat(trained.nodes()).hasSizeGreaterThan(used.nodes().size());
    assertThat(trained.parameters())
        .extracting(Parameter::name)
        .contains("middle_head.weight", "norm.weight");

    assertThat(used.auxiliaries()).isEmpty();
    assertThat(used.outputs()).isEqualTo(trained.outputs());
    assertThat(used.parameters())
        .extracting(Parameter::name)
        .containsExactly("in.weight", "in.bias", "head.weight", "head.bias");
    assertThat(used.buffers()).isEmpty();
    assertThat(used.select(trained.initialWeights(1)).names())
        .containsExactlyElementsOf(used.initialWeights(1).names());
  }

  @Test
  void anAuxiliaryOfWeightZeroIsNone() {
    builder.auxiliary("middle", input.linear("middle_head", 3), 0);
    Graph graph = output(input.linear("head", 3));
    assertThat(graph.auxiliaries()).isEmpty();
    assertThat(graph.parameters()).noneMatch(p -> p.name().startsWith("middle_head"));
  }

  @Test
  void auxiliariesHaveNamesAndPositiveWeights() {
    builder.auxiliary("middle", input, 1);
    assertThatThrownBy(() -> builder.auxiliary("middle", input, 1))
        .hasMessage("two auxiliary losses are named middle");
    for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> builder.auxiliary("other", input, weight))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the loss on other has weight " + weight);
    }
  }
}
