package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.NormalizerFactory;
import dev.teacher.api.plugin.PluginKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every normaliser must do. Override {@link #factory}. */
public abstract class NormalizerContract
    extends FragmentEngineContract<Normalizer, NormalizerFactory> {
  private static final double MEAN = 5;
  private static final double DEVIATION = 3;

  protected NormalizerContract() {
    super(PluginKind.NORMALIZER);
  }

  @Override
  protected Layout inputLayout() {
    return Layout.parse("testkit: pose=6, face=4, hands.left=4, hands.right=4");
  }

  @Override
  final Sequence apply(Normalizer plugin, Sequence input) {
    return plugin.normalize(input, statistics(plugin));
  }

  @Test
  public final void theColumnsKeepTheirNamesAndTheFramesTheirNumber() {
    GraphBuilder builder = new GraphBuilder();
    Sequence input = builder.inputSequence("input", inputLayout());
    Sequence result = apply(plugin(), input);
    assertThat(result.layout()).contains(inputLayout());
    assertThat(result.lengths()).isEqualTo(input.lengths());
  }

  @Test
  public final void ifItBringsToMeanZeroAndDeviationOneItSaysSo() {
    Fragment fragment = fragment();
    SplittableRandom random = new SplittableRandom(11);
    float[] values = new float[60 * inputLayout().width()];
    double half = DEVIATION * Math.sqrt(3); // of a uniform distribution
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (MEAN + half * (2 * random.nextDouble() - 1));
    }
    double sum = 0;
    double squares = 0;
    float[] result = alone(fragment, values).values();
    for (float value : result) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / result.length;
    double deviation = Math.sqrt(squares / result.length - mean * mean);
    boolean standardised = Math.abs(mean) < 0.2 && deviation > 0.8 && deviation < 1.25;
    if (standardised) {
      assertThat(plugin().standardises()).as("mean %s, deviation %s", mean, deviation).isTrue();
    }
  }

  @Test
  public final void aConstantColumnInTheStatisticsDoesNotExplode() {
    Fragment fragment = fragment(); // the first column's deviation is 0
    float[] values = alone(fragment, sample(9, 5)).values();
    Numbers.requireClose(values, new float[values.length], 1e5, "a column of deviation 0");
  }

  private Optional<FeatureStatistics> statistics(Normalizer plugin) {
    if (!plugin.needsStatistics()) {
      return Optional.empty();
    }
    List<Double> mean = new ArrayList<>();
    List<Double> deviation = new ArrayList<>();
    for (int i = 0; i < inputLayout().width(); i++) {
      mean.add(MEAN);
      deviation.add(i == 0 ? 0 : DEVIATION);
    }
    return Optional.of(
        new FeatureStatistics(inputLayout(), 1000, 50, mean, deviation, "of the testkit"));
  }
}
