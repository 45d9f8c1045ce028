package dev.teacher.train.doctor.network;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.data.BatchPlan;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.loop.SplitRunner;
import dev.teacher.train.loop.TrainSettings;
import dev.teacher.train.loop.Validator;
import dev.teacher.train.statistics.TrainingStatistics;
import java.util.List;
import java.util.Optional;

/**
 * What a short training trains: a patient's network, or the one of a changed configuration, on the
 * same data. It begins with first weights, however long the patient was trained.
 *
 * @param experiment its parts
 * @param settings its section {@code train}
 * @param graph the recogniser
 * @param weights its first ones
 */
record Variant(Experiment experiment, TrainSettings settings, Graph graph, Weights weights) {
  /** The patient as it is. */
  static Variant of(Patient patient) {
    Weights first =
        patient.isTrained()
            ? patient.graph().initialWeights(patient.settings().seed())
            : patient.weights();
    return new Variant(patient.experiment(), patient.settings(), patient.graph(), first);
  }

  /**
   * The patient under lines of configuration. Where they concern what comes before the network,
   * statistics are computed anew.
   *
   * @param overrides {@code key=value} lines; none of the section {@code corpus}, which would be
   *     other data
   */
  static Variant of(Patient patient, List<String> overrides) {
    Config config =
        ConfigFile.parse(
            ConfigFile.render(patient.subject().config()), "the changed configuration", overrides);
    Experiment experiment =
        Experiment.forDiagnosis(config, patient.subject().registry(), patient.subject().progress());
    TrainSettings settings = new TrainSettings(experiment.section("train"));
    Optional<FeatureStatistics> statistics =
        experiment.statisticsOwner().isEmpty()
            ? Optional.empty()
            : Optional.of(statistics(patient, experiment, overrides));
    Interference interference = patient.subject().interference();
    Graph graph =
        interference.network(Recognizer.graph(experiment, statistics, patient.vocabulary().size()));
    Weights first = graph.initialWeights(settings.seed());
    Weights weights = patient.isTrained() ? first : interference.weights(graph, first);
    return new Variant(experiment, settings, graph, weights);
  }

  private static FeatureStatistics statistics(
      Patient patient, Experiment experiment, List<String> overrides) {
    boolean sameFeatures =
        overrides.stream().noneMatch(o -> o.startsWith("normalizers") || o.startsWith("features"));
    if (sameFeatures && patient.statistics().isPresent()) {
      return patient.statistics().get();
    }
    List<Sample> training = patient.readable(patient.splits().get("train"));
    return TrainingStatistics.computed(
        experiment, training, patient.frames().cache(), patient.subject().progress());
  }

  /** Opens it for a short training: as configured, without averaged weights. */
  TrainingSession open(Patient patient) {
    return patient.open(graph, weights, settings.options().withoutAverage());
  }

  /** Judges it by samples, put into batches by a plan. */
  Validator validator(Patient patient, BatchPlan plan) {
    return new Validator(
        new SplitRunner(patient.frames().cache(), plan),
        experiment.decoder(),
        patient.vocabulary());
  }
}
