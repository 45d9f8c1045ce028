package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.TrainingState;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A checkpoint put back together: its graph, checked against its weights.
 *
 * @param experiment as configured
 * @param state where the training stood
 * @param vocabulary of the output
 * @param statistics that a normaliser holds
 * @param graph the recogniser
 * @param weights its parameters and buffers
 */
public record TrainedModel(
    Experiment experiment,
    TrainingState state,
    Vocabulary vocabulary,
    Optional<FeatureStatistics> statistics,
    Graph graph,
    Weights weights) {
  /**
   * Builds the checkpoint's network from a configuration: its own, or another that must give the
   * same columns and weights.
   */
  public static TrainedModel of(
      Checkpoint checkpoint,
      Path folder,
      Config config,
      Registry registry,
      Consumer<String> notices) {
    Experiment experiment = new Experiment(config, registry, notices);
    TrainingState state = checkpoint.state();
    requireLayout(folder, "input", state.inputLayout(), experiment.extractor().input().spec());
    requireLayout(
        folder, "feature", state.featureLayout(), Recognizer.featureLayout(experiment).spec());
    boolean wanted = experiment.normalizers().values().stream().anyMatch(n -> n.needsStatistics());
    if (wanted && checkpoint.statistics().isEmpty()) {
      throw Problem.data("the checkpoint has no feature statistics")
          .where(folder)
          .expected("feature-stats.json, which a configured normalizer needs")
          .remedy("use the configuration with which it was trained")
          .exception();
    }
    Graph graph =
        Recognizer.graph(experiment, checkpoint.statistics(), checkpoint.vocabulary().size());
    graph.check(checkpoint.weights(), folder);
    return new TrainedModel(
        experiment,
        state,
        checkpoint.vocabulary(),
        checkpoint.statistics(),
        graph,
        checkpoint.weights());
  }

  private static void requireLayout(Path folder, String which, String trained, String configured) {
    if (!trained.equals(configured)) {
      throw Problem.data("the checkpoint was trained on another " + which + " layout")
          .where(folder)
          .expected(trained)
          .found(configured)
          .remedy("use the configuration with which it was trained, or train anew")
          .exception();
    }
  }
}
