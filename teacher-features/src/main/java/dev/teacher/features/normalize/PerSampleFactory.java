package dev.teacher.features.normalize;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.NormalizerFactory;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.tensor.DType;
import java.util.List;
import java.util.Optional;

/**
 * Standardises each sample by itself: {@code (x - mean) / sqrt(variance + eps^2)}, where mean and
 * variance (biased: divided by the count, not the count less one) run over the sample's valid
 * frames, either of each column ({@code axes = column}) or of all numbers together ({@code axes =
 * sample}), there optionally within each segment of the layout ({@code scope = segment}). Constant
 * columns and samples of one frame become zeros (up to rounding, divided by eps).
 */
public final class PerSampleFactory implements NormalizerFactory {
  private static final Key<Axes> AXES =
      Key.choice("axes", Axes.class, Axes.COLUMN)
          .meaning("what shares a mean and a deviation: each column, or the whole sample");
  private static final Key<Scope> SCOPE =
      Key.choice("scope", Scope.class, Scope.ALL)
          .meaning("with axes = sample: all columns together, or each segment by itself");
  private static final Key<Double> EPS =
      Key.number("eps", 1e-4)
          .range(1e-8, 1)
          .meaning("added to the deviation (in squares); what varies less stays small");

  /** What shares a mean. */
  enum Axes {
    SAMPLE,
    COLUMN
  }

  /** Which columns share a mean if columns do. */
  enum Scope {
    ALL,
    SEGMENT
  }

  @Override
  public String name() {
    return "per-sample-zscore";
  }

  @Override
  public String description() {
    return "brings each sample to mean 0 and deviation 1 over its valid frames";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(AXES, SCOPE, EPS);
  }

  @Override
  public Normalizer create(Settings settings, PluginContext context) {
    if (settings.get(AXES) == Axes.COLUMN && settings.get(SCOPE) == Scope.SEGMENT) {
      throw Problem.usage(settings.section() + ": scope = segment goes with axes = sample only")
          .where(settings.origin(SCOPE))
          .expected("axes = sample, or scope = all")
          .found("axes = column: each column has a mean and a deviation of its own anyway")
          .remedy("remove scope, or set axes = sample")
          .exception();
    }
    return new PerSample(settings.get(AXES), settings.get(SCOPE), settings.get(EPS));
  }

  private record PerSample(Axes axes, Scope scope, double eps) implements Normalizer {
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
      if (axes == Axes.COLUMN) {
        return standardise(features, 1);
      }
      if (scope == Scope.ALL || features.layout().isEmpty()) {
        return standardise(features, 1, 2);
      }
      Layout layout = features.layout().get();
      Sequence[] parts =
          layout.segments().stream()
              .map(segment -> standardise(features.segment(segment.name()), 1, 2))
              .toArray(Sequence[]::new);
      Sequence first = parts[0];
      Sequence[] others = List.of(parts).subList(1, parts.length).toArray(Sequence[]::new);
      return Sequence.concat(first, others).as(layout);
    }

    private Sequence standardise(Sequence x, int... over) {
      Values ops = new Values(x.builder());
      Value frames = ops.reshape(ops.cast(x.lengths(), DType.FLOAT32), 0, 1, 1);
      Value count = over.length == 1 ? frames : ops.multiply(frames, x.channels());
      Value mean = ops.divide(ops.reduce(ReduceKind.SUM, x.data(), over), count);
      Sequence centred = x.mapColumns(v -> ops.subtract(v, mean));
      Value squares = ops.multiply(centred.data(), centred.data());
      Value variance = ops.divide(ops.reduce(ReduceKind.SUM, squares, over), count);
      Value deviation = ops.sqrt(ops.add(variance, ops.constant(eps * eps)));
      return centred.mapColumns(v -> ops.divide(v, deviation));
    }
  }
}
