package dev.teacher.train.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Initializer;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributesTest {
  @Test
  void namesStayApartThoughDotsAreLost() {
    assertThat(names("a.b_c", "a_b.c", "a.b.c")).containsExactly("a_b_c", "a_b_c_2", "a_b_c_3");
  }

  @Test
  void wordsOfTheLanguageAndOfTheProgramAreNotTaken() {
    assertThat(names("lambda", "training", "step", "set.moments"))
        .containsExactly("lambda_2", "training_2", "step_2", "set_moments_2");
  }

  @Test
  void otherSignsAreReplaced() {
    assertThat(names("0.weight", "körper-teil")).containsExactly("t0_weight", "k_rper_teil");
  }

  private static List<String> names(String... parameters) {
    GraphBuilder builder = new GraphBuilder();
    Values ops = new Values(builder);
    Value sum = ops.constant(0.0);
    for (String name : parameters) {
      sum = ops.add(sum, builder.parameter(name, new Initializer.Constant(1), 2));
    }
    builder.output("y", sum);
    Graph graph = builder.build();
    return new Attributes(graph, graph.initialWeights(0)).names(Attributes.Kind.PARAMETER);
  }
}
