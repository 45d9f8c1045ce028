package dev.teacher.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.data.Layout;
import dev.teacher.api.tensor.Weights;
import org.junit.jupiter.api.Test;

class InitializerTest {
  private static final int FAN_IN = 50;

  private static float[] values(Initializer initializer) {
    return initializer.values(3, "layer.weight", 400, FAN_IN).floats();
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(float[] values) {
    double mean = mean(values);
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / values.length;
  }

  @Test
  void fanInIsUniformAsInLibTorch() {
    float[] values = values(Initializer.fanIn(FAN_IN));
    float bound = (float) (1 / Math.sqrt(FAN_IN));
    for (float value : values) {
      assertThat(value).isBetween(-bound, bound);
    }
    assertThat(variance(values)).isCloseTo(1.0 / (3 * FAN_IN), within(3e-4));
    assertThat(mean(values)).isCloseTo(0, within(3e-3));
  }

  @Test
  void heKeepsTheVarianceThroughARectifier() {
    assertThat(variance(values(Initializer.he(FAN_IN)))).isCloseTo(2.0 / FAN_IN, within(2e-3));
    assertThat(mean(values(Initializer.he(FAN_IN)))).isCloseTo(0, within(5e-3));
  }

  @Test
  void glorotLiesBetweenBothSides() {
    double expected = 2.0 / (FAN_IN + 150);
    assertThat(variance(values(Initializer.glorot(FAN_IN, 150)))).isCloseTo(expected, within(5e-4));
  }

  @Test
  void aConstantIsOne() {
    assertThat(values(new Initializer.Constant(1))).containsOnly(1f);
  }

  @Test
  void seedAndNameDecideAlone() {
    Initializer initializer = Initializer.he(FAN_IN);
    float[] values = initializer.values(3, "a", 7).floats();
    assertThat(initializer.values(3, "a", 7).floats()).isEqualTo(values);
    assertThat(initializer.values(4, "a", 7).floats()).isNotEqualTo(values);
    assertThat(initializer.values(3, "b", 7).floats()).isNotEqualTo(values);
  }

  @Test
  void otherLayersDoNotMatter() {
    Weights alone = weights(false);
    Weights beside = weights(true);
    assertThat(beside.get("head.weight").sameAs(alone.get("head.weight"))).isTrue();
    assertThat(beside.get("head.bias").sameAs(alone.get("head.bias"))).isTrue();
  }

  private static Weights weights(boolean more) {
    GraphBuilder builder = new GraphBuilder();
    Sequence x = builder.inputSequence("x", Layout.parse("test: a=4"));
    Sequence extra = more ? x.add(x.linear("first", 4)) : x;
    builder.output("y", extra.linear("head", 3).data());
    return builder.build().initialWeights(11);
  }
}
