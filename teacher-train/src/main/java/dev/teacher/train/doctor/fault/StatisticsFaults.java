package dev.teacher.train.doctor.fault;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;

/** Statistics that are not those of the training split. */
final class StatisticsFaults {
  private StatisticsFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("statistics of few samples", "3", FindingKind.FEW_STATISTICS, few(3)),
        Fault.of("statistics of few samples", "12", FindingKind.FEW_STATISTICS, few(12)),
        Fault.of(
            "statistics of other data",
            "half a deviation",
            FindingKind.STALE_STATISTICS,
            moved(0.5)),
        Fault.of(
            "statistics of other data", "three deviations", FindingKind.STALE_STATISTICS, moved(3)),
        Fault.of(
            "statistics of padded batches",
            "30 % padding",
            FindingKind.PADDED_STATISTICS,
            padded(0.3)),
        Fault.of(
            "statistics of padded batches",
            "60 % padding",
            FindingKind.PADDED_STATISTICS,
            padded(0.6)),
        Fault.of(
            "no floor under deviations", "1e-6 in 5 columns", FindingKind.BLOWN_UP, flat(5, 1e-6)),
        Fault.of(
            "no floor under deviations",
            "1e-9 in 40 columns",
            FindingKind.BLOWN_UP,
            flat(40, 1e-9)));
  }

  private static UnaryOperator<Case> changed(UnaryOperator<FeatureStatistics> change) {
    return subject -> subject.with(Interferences.statistics(change));
  }

  private static FeatureStatistics with(
      FeatureStatistics known, List<Double> mean, List<Double> deviation) {
    return new FeatureStatistics(
        known.layout(), known.frames(), known.samples(), mean, deviation, known.source());
  }

  private static List<Double> each(
      List<Double> mean, List<Double> deviation, DoubleBinaryOperator change) {
    List<Double> changed = new ArrayList<>();
    for (int i = 0; i < mean.size(); i++) {
      changed.add(change.applyAsDouble(mean.get(i), deviation.get(i)));
    }
    return changed;
  }

  /** As they come out of so few samples: means that are off, deviations that are too small. */
  private static UnaryOperator<Case> few(int samples) {
    return changed(
        known -> {
          Random random = new Random(samples);
          double error = 1 / Math.sqrt(samples);
          List<Double> mean =
              each(
                  known.mean(),
                  known.deviation(),
                  (m, d) -> m + 0.5 * error * d * random.nextGaussian());
          List<Double> deviation =
              each(
                  known.mean(),
                  known.deviation(),
                  (m, d) -> d * Math.exp(0.3 * error * (random.nextGaussian() - 1)));
          return new FeatureStatistics(
              known.layout(),
              known.frames() * samples / known.samples(),
              samples,
              mean,
              deviation,
              known.source());
        });
  }

  private static UnaryOperator<Case> moved(double deviations) {
    return changed(
        known -> {
          Random random = new Random(3);
          return with(
              known,
              each(
                  known.mean(),
                  known.deviation(),
                  (m, d) -> m + (random.nextBoolean() ? deviations : -deviations) * d),
              each(known.mean(), known.deviation(), (m, d) -> d * (1 + deviations / 2)));
        });
  }

  /** Zeros behind the samples of a batch, counted as if they were frames. */
  private static UnaryOperator<Case> padded(double share) {
    return changed(
        known ->
            with(
                known,
                each(known.mean(), known.deviation(), (m, d) -> (1 - share) * m),
                each(
                    known.mean(),
                    known.deviation(),
                    (m, d) -> Math.sqrt((1 - share) * (d * d + share * m * m)))));
  }

  private static UnaryOperator<Case> flat(int columns, double deviation) {
    UnaryOperator<Case> lines =
        ConfigurationFaults.lines("normalizers = [ { type = global-stats, floor = 1e-12 } ]");
    UnaryOperator<Case> statistics =
        changed(
            known -> {
              List<Double> deviations = new ArrayList<>(known.deviation());
              int step = deviations.size() / columns;
              for (int i = 0; i < columns; i++) {
                deviations.set(i * step, deviation);
              }
              return with(known, known.mean(), deviations);
            });
    return subject -> statistics.apply(lines.apply(subject));
  }
}
