package dev.teacher.train.doctor.network;

import static dev.teacher.train.doctor.network.Text.number;
import static dev.teacher.train.doctor.network.Text.say;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.NormaliserChains;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.network.LayerProbe.Reading;
import dev.teacher.train.doctor.network.LayerProbe.Size;
import dev.teacher.train.statistics.GraphModel;
import dev.teacher.train.statistics.TrainingStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same network over features that are normalised in every way that there is. */
final class NormaliserVariants {
  private NormaliserVariants() {}

  /** A row for each, with the patient's weights. */
  static Exhibit table(Patient patient, List<Sample> samples, double largestEntropy) {
    List<List<String>> rows = new ArrayList<>();
    Graph backbone = Recognizer.backboneGraph(patient.experiment(), patient.vocabulary().size());
    boolean fits =
        backbone.parameters().stream().allMatch(p -> patient.weights().contains(p.name()))
            && backbone.parameterCount() == patient.graph().parameterCount();
    if (fits) {
      try (LayerProbe probe = new LayerProbe(patient, backbone, patient.weights())) {
        rows.add(
            row(patient, samples, probe, "as configured", patient.experiment(), largestEntropy));
        NormaliserChains.usual()
            .forEach(
                (name, chain) ->
                    rows.add(
                        row(
                            patient,
                            samples,
                            probe,
                            name,
                            NormaliserChains.with(patient, chain),
                            largestEntropy)));
      }
    }
    return new Exhibit.Table(
        "The network over other normalisers",
        List.of(
            "normalisers",
            "input size",
            "largest input",
            "largest activation",
            "in layer",
            "output entropy",
            "finite"),
        rows);
  }

  private static List<String> row(
      Patient patient,
      List<Sample> samples,
      LayerProbe probe,
      String name,
      Experiment experiment,
      double largestEntropy) {
    List<Reading> readings = new ArrayList<>();
    double squares = 0;
    double largest = 0;
    long count = 0;
    try (InferenceModel features =
        GraphModel.load(Recognizer.normalizedGraph(experiment, statistics(patient, experiment)))) {
      for (Sample sample : samples) {
        float[] values = features.run(TrainingSamples.batch(patient, List.of(sample))).sample(0);
        for (float value : values) {
          squares += (double) value * value;
          largest = Math.max(largest, Math.abs(value));
        }
        count += values.length;
        int width = Recognizer.featureLayout(experiment).width();
        readings.add(probe.read(Batch.of(List.of(sample.id()), List.of(values), width)));
      }
    } catch (TeacherException e) {
      return List.of(name, "-", "-", "-", "-", "-", "no: " + Text.firstLine(e));
    }
    Reading all = ForwardCheck.together(readings);
    Map.Entry<String, Size> extreme =
        all.layers().entrySet().stream()
            .max(Comparator.comparingDouble(entry -> entry.getValue().largest()))
            .orElseThrow();
    boolean finite = all.layers().values().stream().allMatch(Size::isFinite);
    return List.of(
        name,
        number(Math.sqrt(squares / count)),
        number(largest),
        number(extreme.getValue().largest()),
        extreme.getKey(),
        say("%.0f %%", 100 * all.entropy() / largestEntropy),
        finite ? "yes" : "no");
  }

  /** Those that the patient has where they are of the same features. */
  private static Optional<FeatureStatistics> statistics(Patient patient, Experiment experiment) {
    if (experiment.statisticsOwner().isEmpty()) {
      return Optional.empty();
    }
    boolean same =
        patient.experiment().statisticsOwner().isPresent()
            && patient.experiment().statisticsConfigs().equals(experiment.statisticsConfigs());
    if (same) {
      return patient.statistics();
    }
    List<Sample> some = patient.draw("train", patient.subject().effort().recordings());
    return Optional.of(
        TrainingStatistics.computed(experiment, some, patient.frames().cache(), line -> {}));
  }
}
