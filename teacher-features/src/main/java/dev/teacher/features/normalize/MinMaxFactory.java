package dev.teacher.features.normalize;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.NormalizerFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;
import java.util.Optional;

/**
 * Stretches each sample to a range by itself: {@code middle + (high - low) * (x - (max + min) / 2)
 * / max(max - min, eps)}, where min and max run over the sample's valid frames, either of each
 * column ({@code axes = column}) or of all numbers together ({@code axes = sample}), and middle is
 * {@code (low + high) / 2}. Constant columns and samples of one frame become the middle. It
 * standardises: the sample's own place and spread are lost, as with a z-score.
 */
public final class MinMaxFactory implements NormalizerFactory {
  private static final Key<PerSampleFactory.Axes> AXES =
      Key.choice("axes", PerSampleFactory.Axes.class, PerSampleFactory.Axes.COLUMN)
          .meaning("what shares a smallest and a largest number: each column, or the whole sample");
  private static final Key<Double> LOW =
      Key.number("low", -1.0).range(-1e6, 1e6).meaning("what the smallest number becomes");
  private static final Key<Double> HIGH =
      Key.number("high", 1.0).range(-1e6, 1e6).meaning("what the largest number becomes");
  private static final Key<Double> EPS =
      Key.number("eps", 1e-4)
          .range(1e-8, 1)
          .meaning("smallest spread to divide by; what varies less stays near the middle");

  @Override
  public String name() {
    return "min-max";
  }

  @Override
  public String description() {
    return "stretches each sample to a range by its smallest and largest number";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(AXES, LOW, HIGH, EPS);
  }

  @Override
  public Normalizer create(Settings settings, PluginContext context) {
    double low = settings.get(LOW);
    double high = settings.get(HIGH);
    if (low >= high) {
      throw Problem.usage(settings.section() + ".low must be less than high")
          .where(settings.origin(LOW))
          .found("low " + low + ", high " + high)
          .exception();
    }
    return new MinMax(settings.get(AXES), low, high, settings.get(EPS));
  }

  private record MinMax(PerSampleFactory.Axes axes, double low, double high, double eps)
      implements Normalizer {
    @Override
    public boolean standardises() {
      return true;
    }

    @Override
    public boolean needsStatistics() {
      return false;
    }

    @Override
    public Sequence normalize(Sequence features, Optional<FeatureStatistics> statistics) {
      Values ops = new Values(features.builder());
      int[] over = axes == PerSampleFactory.Axes.COLUMN ? new int[] {1} : new int[] {1, 2};
      Value smallest = extreme(features, ReduceKind.MIN, over);
      Value largest = extreme(features, ReduceKind.MAX, over);
      Value spread = ops.maximum(ops.subtract(largest, smallest), ops.constant(eps));
      Value centre = ops.add(ops.multiply(smallest, 0.5), ops.multiply(largest, 0.5));
      return features.mapColumns(
          x -> {
            Value share = ops.divide(ops.subtract(x, centre), spread); // -1/2 to 1/2
            Value placed =
                ops.add(ops.multiply(share, high - low), ops.constant(0.5 * (low + high)));
            // Rounding may step over the ends by a last digit.
            return ops.minimum(ops.maximum(placed, ops.constant(low)), ops.constant(high));
          });
    }

    /** Of the valid frames: [batch, 1, columns], or [batch, 1, 1] over columns too. */
    private static Value extreme(Sequence x, ReduceKind kind, int... over) {
      Values ops = new Values(x.builder());
      double neutral = kind == ReduceKind.MIN ? Float.MAX_VALUE : -Float.MAX_VALUE;
      Value shown = ops.where(ops.unsqueeze(x.mask(), 2), x.data(), ops.constant(neutral));
      return ops.reduce(kind, shown, over);
    }
  }
}
