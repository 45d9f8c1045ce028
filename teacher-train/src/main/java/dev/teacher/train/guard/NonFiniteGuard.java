package dev.teacher.train.guard;

import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.train.engine.EngineFault;
import dev.teacher.train.guard.CapsuleStep.BatchFile;
import dev.teacher.train.guard.GuardSettings.NonFinite;
import dev.teacher.train.guard.InputCheck.Place;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Decides about steps that are not finite, and leaves a capsule of the first. How many were skipped
 * is what {@code alarms.jsonl} says, so a resumed training counts on.
 */
final class NonFiniteGuard {
  private final GuardSettings settings;
  private final Graph graph;
  private final InputCheck input;
  private final RunFolder run;
  private final Alarms alarms;
  private boolean kept;

  NonFiniteGuard(GuardSettings settings, Graph graph, Layout input, RunFolder run, Alarms alarms) {
    this.settings = settings;
    this.graph = graph;
    this.input = new InputCheck(input);
    this.run = run;
    this.alarms = alarms;
    this.kept = !alarms.refusals().isEmpty();
  }

  /** What is wrong with the input of a batch. */
  Optional<Diagnosis> input(Part part) {
    List<Place> places = input.places(part.batch().batch());
    return places.isEmpty() ? Optional.empty() : Optional.of(Diagnosis.of(places));
  }

  /**
   * Reports a step that was not made; fails where the policy is to.
   *
   * @param state a checkpoint of now, at that step
   */
  void refuse(
      Refusal refusal,
      Optional<Diagnosis> known,
      TrainingSession session,
      LongFunction<Checkpoint> state) {
    Diagnosis found = known.orElseGet(() -> Diagnosis.of(graph, refusal, session));
    Path crash = run.crash(refusal.step());
    if (!kept) {
      capsule(refusal, found, session, state).write(crash);
      kept = true;
    }
    String remedy = remedy(found.kind(), crash);
    alarms.raise(
        found.kind(), refusal.epoch(), refusal.step(), found.evidence(), remedy, found.samples());
    int skipped = alarms.refusals().size();
    if (settings.nonFinite() == NonFinite.FAIL || skipped > settings.limit()) {
      throw problem(refusal, found, remedy);
    }
  }

  /**
   * Reports a step that the engine is to blame for, with a capsule of it; it is repeated then.
   *
   * @param state a checkpoint of now, at that step
   */
  void engineFailed(
      Refusal step, EngineFault fault, TrainingSession session, LongFunction<Checkpoint> state) {
    Diagnosis found =
        new Diagnosis(
            AlarmKind.FAULTY_ENGINE, fault.operation() + " " + fault.evidence(), step.ids());
    Path crash = run.crash(step.step());
    capsule(step, found, session, state).write(crash);
    String remedy =
        "nothing is wrong with data or configuration; teacher engine shows what is known of the"
            + " engine, and teacher replay "
            + crash
            + " repeats the step";
    alarms.raise(
        found.kind(), step.epoch(), step.step(), found.evidence(), remedy, found.samples());
  }

  /** How many steps were skipped so far. */
  int skipped() {
    return alarms.refusals().size();
  }

  private static Capsule capsule(
      Refusal refusal, Diagnosis found, TrainingSession session, LongFunction<Checkpoint> state) {
    List<BatchFile> files = new ArrayList<>();
    for (Part part : refusal.parts()) {
      String file = "batch-" + (files.size() + 1) + ".safetensors";
      files.add(new BatchFile(file, part.seed(), part.batch().batch().ids()));
    }
    List<Double> losses = new ArrayList<>();
    for (float loss : refusal.result().map(StepResult::losses).orElse(new float[0])) {
      losses.add(Float.isFinite(loss) ? (double) loss : null);
    }
    CapsuleStep step =
        new CapsuleStep(
            CapsuleStep.FORMAT,
            found.kind().text(),
            found.evidence(),
            found.samples(),
            refusal.epoch(),
            refusal.step(),
            refusal.learningRate(),
            refusal.accumulated(),
            losses,
            refusal.result().map(StepResult::gradientNorm).filter(Double::isFinite).orElse(null),
            files);
    return new Capsule(
        state.apply(refusal.step()), session.optimizerState(), step, refusal.parts());
  }

  private static String remedy(AlarmKind kind, Path crash) {
    String replay = "teacher replay " + crash + " names the operation";
    return switch (kind) {
      case INPUT ->
          "mend or remove the samples: teacher stats and teacher corpus check list such files";
      case LOSS -> "correct the annotation of these samples; " + replay;
      default ->
          "lower train.optimizer.learning-rate, or bound the features with the normalizer clip; "
              + replay;
    };
  }

  private RuntimeException problem(Refusal refusal, Diagnosis found, String remedy) {
    String all =
        alarms.refusals().stream()
            .map(a -> a.place() + ": " + a.name() + ", " + String.join(", ", a.samples()))
            .collect(Collectors.joining("\n"));
    boolean skips = settings.nonFinite() == NonFinite.SKIP;
    return Problem.finding(
            skips
                ? "more steps were not finite than train.guards.limit allows"
                : "the training step gave numbers that are not finite")
        .where(all)
        .expected(
            skips
                ? "at most " + settings.limit() + " such steps in the whole training"
                : "finite input, activations, loss and gradients")
        .found(
            found.kind().text()
                + ": "
                + found.evidence()
                + refusal
                    .result()
                    .map(r -> "\nloss " + r.loss() + ", gradient norm " + r.gradientNorm())
                    .orElse(""))
        .remedy(remedy + "\nthe last checkpoint is whole, and --resume goes on from it")
        .exception();
  }
}
