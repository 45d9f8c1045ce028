package dev.teacher.train.doctor.fault;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.FindingKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Files in which somebody has standardised the columns already, and numbers that nobody has. */
final class StandardisedFaults {
  /** Less than this is rounding. */
  private static final double SMALLEST_DEVIATION = 1e-6;

  private StandardisedFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            "standardised in the files",
            "over training",
            FindingKind.ALREADY_STANDARDISED,
            StandardisedFaults::overTraining),
        Fault.of(
            "standardised in the files",
            "each recording",
            FindingKind.ALREADY_STANDARDISED,
            ChangedCorpus.each(
                Set.of(),
                1,
                sample ->
                    ChangedSource.of(
                        sample, landmarks -> Moments.of(List.of(landmarks)).apply(landmarks)))),
        Fault.of("never standardised", "pixels", FindingKind.NOT_STANDARDISED, never(1000)),
        Fault.of("never standardised", "1e-4", FindingKind.NOT_STANDARDISED, never(1e-4f)));
  }

  /** Landmarks in another unit, as they are: features of the body know no unit. */
  private static UnaryOperator<Case> never(float unit) {
    UnaryOperator<Case> scaled =
        ChangedCorpus.each(
            Set.of(),
            1,
            sample ->
                ChangedSource.of(
                    sample,
                    landmarks -> {
                      float[] values = landmarks.values();
                      for (int i = 0; i < values.length; i++) {
                        values[i] *= unit;
                      }
                      return landmarks;
                    }));
    return subject ->
        scaled.apply(
            ConfigurationFaults.plugin("features", "type = mediapipe-full")
                .apply(ConfigurationFaults.lines("normalizers = []").apply(subject)));
  }

  private static Case overTraining(Case subject) {
    Map<String, Moments> known = new HashMap<>();
    return ChangedCorpus.by(
            (split, samples, corpus) -> {
              Moments moments =
                  known.computeIfAbsent(
                      "train",
                      train ->
                          Moments.of(corpus.read(train).stream().map(Sample::landmarks).toList()));
              return samples.stream()
                  .map(sample -> ChangedSource.of(sample, moments::apply))
                  .toList();
            })
        .apply(subject);
  }

  /** Mean and deviation of each column. */
  private record Moments(double[] mean, double[] deviation) {
    static Moments of(List<Landmarks> recordings) {
      double[] sum = new double[Part.COLUMNS];
      double[] squares = new double[Part.COLUMNS];
      long frames = 0;
      for (Landmarks landmarks : recordings) {
        float[] values = landmarks.values();
        for (int i = 0; i < values.length; i++) {
          sum[i % Part.COLUMNS] += values[i];
          squares[i % Part.COLUMNS] += (double) values[i] * values[i];
        }
        frames += landmarks.frames();
      }
      double[] deviation = new double[Part.COLUMNS];
      for (int column = 0; column < Part.COLUMNS; column++) {
        sum[column] /= frames;
        double variance = squares[column] / frames - sum[column] * sum[column];
        deviation[column] = Math.max(SMALLEST_DEVIATION, Math.sqrt(Math.max(0, variance)));
      }
      return new Moments(sum, deviation);
    }

    Landmarks apply(Landmarks landmarks) {
      float[] values = landmarks.values();
      for (int i = 0; i < values.length; i++) {
        int column = i % Part.COLUMNS;
        values[i] = (float) ((values[i] - mean[column]) / deviation[column]);
      }
      return landmarks;
    }
  }
}
