package dev.teacher.train.guard;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.engine.EngineFault;
import dev.teacher.train.guard.OutputNumbers.Said;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.EpochState;
import dev.teacher.train.run.GuardState;
import dev.teacher.train.run.RunFolder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** The guards of one training, in the order in which a training meets them. */
public final class Guards implements AutoCloseable {
  private final Alarms alarms;
  private final NonFiniteGuard nonFinite;
  private final WeightGuard weights;
  private final LossGuard loss;
  private final GradientGuard gradients;
  private final FeatureGuard features;
  private final OutputGuard output;
  private final TrainingSession session;
  private final LongFunction<Checkpoint> checkpoint;
  private FeatureNumbers first;
  private Refusal current; // the step that is being made, if it were refused

  /**
   * What is guarded.
   *
   * @param settings of the guards
   * @param experiment its parts
   * @param statistics of its features, where it needs some
   * @param graph that is trained
   * @param session that trains it
   * @param run its folder
   * @param checkpoint one of now, at that step
   * @param progress told of each alarm
   */
  public Guards(
      GuardSettings settings,
      Experiment experiment,
      Optional<FeatureStatistics> statistics,
      Graph graph,
      TrainingSession session,
      RunFolder run,
      LongFunction<Checkpoint> checkpoint,
      Consumer<String> progress) {
    this.alarms = new Alarms(run, progress);
    this.nonFinite =
        new NonFiniteGuard(settings, graph, experiment.extractor().input(), run, alarms);
    this.weights = new WeightGuard(alarms);
    this.loss = new LossGuard(graph, alarms);
    this.gradients = new GradientGuard(graph, settings.gradientNorm(), alarms);
    this.features = new FeatureGuard(experiment, statistics, alarms, progress, run::log);
    this.output = new OutputGuard(settings.collapseAfter(), alarms);
    this.session = session;
    this.checkpoint = checkpoint;
  }

  /** What they remember of the steps and validations so far, beside the alarms. */
  public GuardState state() {
    return new GuardState(loss.recent(), gradients.norms(), gradients.layers(), output.state());
  }

  /** Goes on, before the first step, from what those of the stopped training remembered. */
  public void restore(GuardState before) {
    loss.restore(before.losses());
    gradients.restore(before.norms(), before.layers());
    output.restore(before.outputs());
  }

  /**
   * Before the first step.
   *
   * @param tooShort samples of the training split that were left out, with the reason
   * @param training the others
   * @param cache where their frames come from
   */
  public void begin(List<Sample> tooShort, List<Sample> training, FrameCache cache) {
    if (!tooShort.isEmpty()) {
      alarms.raise(
          AlarmKind.TOO_SHORT,
          0,
          0,
          tooShort.size() + " training samples were left out, as train.infeasible = drop asks",
          "lower the backbone's output stride, or correct the annotations",
          tooShort.stream().map(Sample::id).toList());
    }
    features.begin(training, cache);
  }

  /** Begins an epoch with its first batch. */
  public void epochBegins(int epoch, long step, Part part) {
    first = features.firstBatch(epoch, step, part.batch().batch());
  }

  /**
   * Goes on in the midst of an epoch.
   *
   * @param part its first batch
   * @param before the sums of its steps so far, of {@link #gradients}
   */
  public void epochGoesOn(int epoch, long step, Part part, EpochState.Gradients before) {
    epochBegins(epoch, step, part);
    gradients.restore(before);
  }

  /** The sums of the epoch's steps so far. */
  public EpochState.Gradients gradients() {
    return gradients.sums();
  }

  /** Whether a batch may be trained on; fails where it must not and the policy is so. */
  public boolean admits(int epoch, long step, double learningRate, Part part) {
    current = new Refusal(epoch, step, learningRate, List.of(part), false, Optional.empty());
    Optional<Diagnosis> wrong = nonFinite.input(part);
    wrong.ifPresent(found -> nonFinite.refuse(current, wrong, session, checkpoint));
    return wrong.isEmpty();
  }

  /** Takes note of a step that was made. */
  public void made(int epoch, long step, List<Part> parts, StepResult result) {
    double rate = current.learningRate();
    weights.made(epoch, step, rate, parts, result);
    double share = loss.step(epoch, step, parts, result.loss());
    gradients.step(epoch, step, share, rate, result);
  }

  /**
   * Takes note of a step that was not made; fails where the policy is so, and where it was the step
   * before that made weights which are not finite.
   */
  public void refused(Refusal refusal) {
    requireFiniteWeights();
    nonFinite.refuse(refusal, Optional.empty(), session, checkpoint);
  }

  /**
   * Takes note of a step that was not finite by the engine's fault, and is about to be repeated.
   */
  public void engineFailed(EngineFault fault) {
    nonFinite.engineFailed(current, fault, session, checkpoint);
  }

  /** Fails where the last step made weights that are not finite: such are never kept. */
  public void requireFiniteWeights() {
    weights.requireFinite(session);
  }

  /**
   * Ends an epoch.
   *
   * @param loss of training
   * @param said on dev, where a validation was made
   */
  public EpochNumbers epochEnds(
      int epoch, int epochs, long step, double loss, Optional<Said> said) {
    output.trained(epoch, loss);
    return new EpochNumbers(
        gradients.epoch(epoch, step),
        first,
        nonFinite.skipped(),
        said.map(s -> output.validated(epoch, epochs, step, s)).orElse(null));
  }

  /** What was found so far. */
  public List<Alarm> alarms() {
    return alarms.all();
  }

  @Override
  public void close() {
    features.close();
  }
}
