package dev.teacher.train.replay;

import com.typesafe.config.Config;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.engine.Blame;
import dev.teacher.train.engine.Culprit;
import dev.teacher.train.engine.EngineFault;
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
 * What a repeated step shows. It is repeated in the safe form of the engine's operations, so that
 * the answer is the same however often it is asked for.
 *
 * @param repeats whether it is not finite again
 * @param engine the operation of the engine that is to blame where it is finite so; null else
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
    EngineFault engine,
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
    TrainingBackend backend = settings.backend(registry, notices);
    Graph graph = model.graph();
    TrainingOptions usual = settings.options();
    TrainingOptions safe = Blame.safeForm(backend, graph, usual);
    Repeated repeated = Repeated.of(capsule, backend, graph, model.weights(), safe);
    Optional<EngineFault> fault =
        repeated.result().applied()
            ? blamed(capsule, backend, graph, repeated.trained(), usual)
            : Optional.empty();
    boolean bornByFloat64 = repeated.result().applied() && fault.isEmpty();
    TrainingOptions told = bornByFloat64 ? usual : safe;
    StepResult result =
        bornByFloat64
            ? Repeated.of(capsule, backend, graph, model.weights(), usual).result()
            : repeated.result();
    CapsuleStep step = capsule.step();
    return new Replay(
        !result.applied(),
        fault.orElse(null),
        step.name(),
        step.evidence(),
        step.samples(),
        step.epoch(),
        step.step(),
        number(result.loss()),
        number(result.gradientNorm()),
        capsule.wrongInput(model.experiment().extractor().input()),
        WeightCheck.notFinite(repeated.trained()),
        culprit(capsule, backend, graph, repeated.trained(), told, result).orElse(null));
  }

  /**
   * The step once more.
   *
   * @param trained the weights before it, not their average
   */
  private record Repeated(Weights trained, StepResult result) {
    static Repeated of(
        Capsule capsule,
        TrainingBackend backend,
        Graph graph,
        Weights weights,
        TrainingOptions options) {
      try (TrainingSession session = backend.open(graph, weights, options)) {
        session.restoreOptimizer(capsule.optimizer());
        Weights trained = session.weights();
        return new Repeated(trained, repeat(capsule, session));
      }
    }
  }

  /** The operation that failed in the step, which is finite in the safe form. */
  private static Optional<EngineFault> blamed(
      Capsule capsule,
      TrainingBackend backend,
      Graph graph,
      Weights trained,
      TrainingOptions options) {
    EngineFault last = null;
    for (Part part : capsule.parts()) {
      LabelledBatch batch = part.batch();
      Blame blame =
          Blame.of(backend, graph, trained, options, batch.batch(), batch.labels(), part.seed());
      last = blame.fault().orElse(last);
      if (blame.fault().filter(f -> !f.operation().equals(Blame.EVERY_OPERATION)).isPresent()) {
        return blame.fault();
      }
    }
    return Optional.ofNullable(last);
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
      Capsule capsule,
      TrainingBackend backend,
      Graph graph,
      Weights trained,
      TrainingOptions options,
      StepResult result) {
    for (Part part : capsule.parts()) {
      LabelledBatch batch = part.batch();
      Optional<Culprit> found =
          backend
              .probe(graph, trained, options, batch.batch(), batch.labels(), part.seed())
              .flatMap(probe -> Culprit.of(graph, probe));
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
