package dev.teacher.train.doctor.data;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Sample;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.train.doctor.NormaliserChains;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.statistics.GraphModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chain of normalisers and what it makes of some recordings.
 *
 * @param name for people
 * @param spread of what comes out
 * @param values all that comes out, [frames, columns]
 * @param recordings deviations by column of each recording by itself
 */
record Chain(String name, Spread spread, float[] values, List<double[]> recordings) {
  /** Of the root mean square of deviations; what varies less does not vary. */
  private static final double STILL = 0.01;

  /** Runs the very graph of a chain. */
  static Chain of(
      String name,
      Experiment experiment,
      Optional<FeatureStatistics> statistics,
      List<Sample> samples,
      Look look) {
    int width = Recognizer.featureLayout(experiment).width();
    List<float[]> rows = new ArrayList<>();
    int size = 0;
    try (InferenceModel model =
        GraphModel.load(Recognizer.normalizedGraph(experiment, statistics))) {
      for (Sample sample : samples) {
        float[] input = look.frames(sample).values();
        float[] output =
            model.run(Batch.of(List.of(sample.id()), List.of(input), model.inputWidth())).sample(0);
        rows.add(output);
        size += output.length;
      }
    }
    float[] values = new float[size];
    int at = 0;
    for (float[] row : rows) {
      System.arraycopy(row, 0, values, at, row.length);
      at += row.length;
    }
    List<double[]> recordings = rows.stream().map(row -> Spread.deviations(row, width)).toList();
    return new Chain(name, Spread.of(values, width), values, recordings);
  }

  /** What the first normalisers of the configured chain give. */
  static Chain first(int count, Patient patient, List<Sample> samples, Look look) {
    List<Map<String, Object>> sections =
        ConfigurationCheck.sections(patient.experiment()).stream()
            .limit(count)
            .map(section -> section.root().unwrapped())
            .toList();
    return of(
        "the first " + count,
        NormaliserChains.with(patient, sections),
        patient.statistics(),
        samples,
        look);
  }

  /** A column, frame by frame. */
  float[] column(int column) {
    int width = spread.deviations().length;
    float[] numbers = new float[values.length / width];
    for (int frame = 0; frame < numbers.length; frame++) {
      numbers[frame] = values[frame * width + column];
    }
    return numbers;
  }

  /** Whether a column varies by more than a hundredth of the usual deviation. */
  boolean varies(int column) {
    return varies(spread.deviations(), column);
  }

  private static boolean varies(double[] deviations, int column) {
    return deviations[column] > STILL * usual(deviations);
  }

  /**
   * The share of the columns that varied before and vary by less than a hundredth of the usual
   * deviation now: of all recordings together, or of the middle one by itself where that is more.
   * What collapses in most recordings may vary between them and the others.
   */
  double collapsed(Chain raw) {
    double together = collapsed(raw.spread.deviations(), spread.deviations());
    double[] alone = new double[recordings.size()];
    for (int i = 0; i < alone.length; i++) {
      alone[i] = collapsed(raw.recordings.get(i), recordings.get(i));
    }
    return alone.length == 0 ? together : Math.max(together, Numbers.median(alone));
  }

  private static double collapsed(double[] raw, double[] now) {
    int before = 0;
    int still = 0;
    for (int c = 0; c < now.length; c++) {
      if (varies(raw, c)) {
        before++;
        still += varies(now, c) ? 0 : 1;
      }
    }
    return before == 0 ? 0 : (double) still / before;
  }

  private static double usual(double[] deviations) {
    return Math.sqrt(Arrays.stream(deviations).map(d -> d * d).average().orElse(0));
  }
}
