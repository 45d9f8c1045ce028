package dev.teacher.features.normalize;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Standardises each column by statistics of the training split: {@code (x - mean) / max(deviation,
 * floor)}. An (almost) constant column would blow up to whatever its rounding errors are, so the
 * deviation has a floor. It is relative, {@code share * sqrt(mean over columns of deviation^2)},
 * because features come in any unit; 1 if every column is constant. Mean and deviation are buffers
 * of the graph, [columns] each, and travel with the weights.
 */
final class GlobalStatistics implements Normalizer {
  private final double share;
  private final Optional<Path> file;
  private final Consumer<String> notices;
  private final AtomicReference<FeatureStatistics> reported = new AtomicReference<>();

  GlobalStatistics(double share, Optional<Path> file, Consumer<String> notices) {
    this.share = share;
    this.file = file;
    this.notices = notices;
  }

  @Override
  public boolean standardises() {
    return true;
  }

  @Override
  public boolean needsStatistics() {
    return true;
  }

  @Override
  public Optional<Path> storedStatistics() {
    return file;
  }

  @Override
  public Sequence normalize(Sequence features, Optional<FeatureStatistics> statistics) {
    FeatureStatistics known = statistics.orElseThrow();
    if (features.layout().isPresent() && !features.layout().get().equals(known.layout())) {
      throw Problem.data("the statistics are of other features")
          .expected(features.layout().get().spec())
          .found(known.layout().spec())
          .remedy("compute them again")
          .exception();
    }
    if (known.nonFinite() > 0) {
      throw Problem.data("the statistics are of features that are not all finite")
          .expected("finite numbers only")
          .found(known.nonFinite() + " numbers that are NaN or infinite")
          .remedy("find them with teacher stats, mend them, and compute the statistics again")
          .exception();
    }
    int columns = features.channels();
    double floor = floor(known.deviation());
    float[] mean = new float[columns];
    float[] deviation = new float[columns];
    List<String> floored = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      requireFinite(known, i);
      mean[i] = known.mean().get(i).floatValue();
      deviation[i] = (float) Math.max(floor, known.deviation().get(i));
      if (known.deviation().get(i) < floor) {
        floored.add(known.layout().columnName(i));
      }
    }
    report(known, floored, floor);
    Values ops = new Values(features.builder());
    Value centre = features.builder().buffer("mean", Tensor.of(mean, columns));
    Value spread = features.builder().buffer("deviation", Tensor.of(deviation, columns));
    return features.mapColumns(x -> ops.divide(ops.subtract(x, centre), spread));
  }

  private double floor(List<Double> deviations) {
    double squares = deviations.stream().mapToDouble(d -> d * d).average().orElse(0);
    return squares > 0 ? share * Math.sqrt(squares) : 1;
  }

  private static void requireFinite(FeatureStatistics known, int column) {
    double mean = known.mean().get(column);
    double deviation = known.deviation().get(column);
    if (!Double.isFinite(mean) || !(deviation >= 0) || Double.isInfinite(deviation)) {
      throw Problem.data("the statistics hold numbers that are none")
          .where("column " + column + ", " + known.layout().columnName(column))
          .expected("a finite mean and a deviation of at least 0")
          .found("mean " + mean + ", deviation " + deviation)
          .remedy("compute them again from checked landmarks")
          .exception();
    }
  }

  private void report(FeatureStatistics known, List<String> floored, double floor) {
    boolean isNew = !known.equals(reported.getAndSet(known)); // a graph is built more than once
    if (isNew && !floored.isEmpty()) {
      notices.accept(
          "global-stats: "
              + floored.size()
              + " of "
              + known.layout().width()
              + " columns hardly vary and are divided by the floor "
              + (float) floor
              + " instead, the first "
              + floored.get(0));
    }
  }
}
