package dev.teacher.train.replay;

import com.typesafe.config.Config;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.djl.FiniteProbe;
import dev.teacher.train.guard.Capsule;
import dev.teacher.train.guard.CapsuleStep;
import dev.teacher.train.guard.Part;
import dev.teacher.train.guard.WeightCheck;
import dev.teacher.train.loop.TrainSettings;
import dev.teacher.train.loop.TrainedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a repeated step shows.
 *
 * @param repeats whether it is not finite again
 * @param name of the alarm, as it was
 * @param evidence of the alarm, as it was
 * @param samples to blame, as they were
 * @param epoch from 1
 * @param step that it would have been
 * @param loss of the repeated step; null where it is no number
 * @param gradientNorm of the repeated step; null where it is no number
 * @param input each sample that has a number which is not finite, with its first place
 * @param weights that are not finite
 * @param culprit the first operation whose result is not finite; null where all are
 */
public record Replay(
    boolean repeats,
    String name,
    String evidence,
    List<String> samples,
    int epoch,
    long step,
    Double loss,
    Double gradientNorm,
    List<String> input,
    List<String> weights,
    Culprit culprit) {
  /** Repeats the step of a capsule. */
  public static Replay of(Path folder, Registry registry, Consumer<String> notices) {
    Capsule capsule = Capsule.read(folder);
    Config config = capsule.checkpoint().resolvedConfig(List.of());
    TrainedModel model = TrainedModel.of(capsule.checkpoint(), folder, config, registry, notices);
    TrainSettings settings = new TrainSettings(model.experiment().section("train"));
    TrainingOptions options = settings.options();
    Graph graph = model.graph();
    try (TrainingSession session =
        settings.backend(registry, notices).open(graph, model.weights(), options)) {
      session.restoreOptimizer(capsule.optimizer());
      Weights trained = session.weights();
      StepResult result = repeat(capsule, session);
      CapsuleStep step = capsule.step();
      return new Replay(
          !result.applied(),
          step.name(),
          step.evidence(),
          step.samples(),
          step.epoch(),
          step.step(),
          number(result.loss()),
          number(result.gradientNorm()),
          capsule.wrongInput(model.experiment().extractor().input()),
          WeightCheck.notFinite(trained),
          culprit(capsule, graph, trained, options, result).orElse(null));
    }
  }

  private static StepResult repeat(Capsule capsule, TrainingSession session) {
    double rate = capsule.step().learningRate();
    if (!capsule.step().accumulated()) {
      Part part = capsule.parts().get(0);
      return session.step(part.batch().batch(), part.batch().labels(), rate, part.seed());
    }
    for (Part part : capsule.parts()) {
      StepResult numbers =
          session.accumulate(part.batch().batch(), part.batch().labels(), part.seed());
      if (!numbers.applied()) {
        return numbers;
      }
    }
    return session.apply(rate);
  }

  private static Optional<Culprit> culprit(
      Capsule capsule, Graph graph, Weights trained, TrainingOptions options, StepResult result) {
    for (Part part : capsule.parts()) {
      FiniteProbe probe =
          FiniteProbe.of(
              graph, trained, options, part.batch().batch(), part.batch().labels(), part.seed());
      Optional<Culprit> found = Culprit.of(graph, probe);
      if (found.isPresent()) {
        return found;
      }
    }
    for (int i = result.parameterNorms().length - 1; i >= 0; i--) {
      if (!Float.isFinite(result.parameterNorms()[i])) {
        Parameter parameter = graph.parameters().get(i);
        return Culprit.ofParameter(graph, parameter.value());
      }
    }
    return Optional.empty();
  }

  private static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
