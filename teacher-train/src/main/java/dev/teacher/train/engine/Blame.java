package dev.teacher.train.engine;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.api.tensor.Weights;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose fault it is that a step is not finite: the numbers', or the engine's. The step is repeated
 * with every operation in its safe form: finite there, it was the engine, unless the usual form
 * fails in the same place each time and the operation there is right with other numbers. Then they
 * are beyond what float32 holds, and float64 only bears them longer.
 *
 * @param engine whether the step is finite in the safe form
 * @param fault the operation to blame then
 */
public record Blame(boolean engine, Optional<EngineFault> fault) {
  /** Of the whole step, where no single operation shows the fault again. */
  public static final String EVERY_OPERATION = "every-operation";

  private static final int TRIES = 5;

  /**
   * Finds out.
   *
   * @param backend as it is
   * @param weights before the step
   * @param options of the training
   */
  public static Blame of(
      TrainingBackend backend,
      Graph graph,
      Weights weights,
      TrainingOptions options,
      Batch batch,
      int[][] labels,
      long seed) {
    TrainingOptions safe = safeForm(backend, graph, options.withoutAverage());
    if (safe.avoid().equals(options.avoid())
        || !isFinite(backend, graph, weights, safe, batch, labels, seed)) {
      return new Blame(false, Optional.empty());
    }
    Set<Culprit> seen = new LinkedHashSet<>();
    boolean always = true;
    for (int i = 0; i < TRIES; i++) {
      Optional<Culprit> culprit =
          backend
              .probe(graph, weights, options, batch, labels, seed)
              .flatMap(probe -> Culprit.of(graph, probe));
      culprit.ifPresent(seen::add);
      always &= culprit.isPresent();
    }
    if (!seen.isEmpty() && !(always && seen.size() == 1)) {
      return new Blame(true, Optional.of(fault(graph, seen.iterator().next())));
    }
    List<EngineFault> pieces =
        new EngineCheck(backend, EngineMemory.transientOf(backend.facts()), options).of(graph);
    if (!pieces.isEmpty()) {
      return new Blame(true, Optional.of(pieces.get(0)));
    }
    if (always) { // the same each time, of an operation that is right: too large for float32
      return new Blame(false, Optional.empty());
    }
    String evidence = "a step is finite in the safe form of all operations, and was not before";
    return new Blame(true, Optional.of(new EngineFault(EVERY_OPERATION, evidence, true)));
  }

  private static boolean isFinite(
      TrainingBackend backend,
      Graph graph,
      Weights weights,
      TrainingOptions safe,
      Batch batch,
      int[][] labels,
      long seed) {
    try (TrainingSession session = backend.open(graph, weights, safe)) {
      StepResult result = session.step(batch, labels, 0, seed);
      return result.applied();
    }
  }

  /** Options with every operation of a network in its safe form. */
  public static TrainingOptions safeForm(
      TrainingBackend backend, Graph graph, TrainingOptions options) {
    Set<String> avoid = new HashSet<>(options.avoid());
    for (Node node : graph.nodes()) {
      String operation = node.op().operation();
      if (backend.hasSafeForm(operation)) {
        avoid.add(operation);
      }
    }
    if (backend.hasSafeForm(Culprit.CTC_LOSS)) {
      avoid.add(Culprit.CTC_LOSS);
    }
    return options.avoiding(avoid);
  }

  private static EngineFault fault(Graph graph, Culprit culprit) {
    String evidence =
        "in "
            + culprit.layer()
            + ": the "
            + culprit.pass()
            + " pass gives NaN or infinity, and finite numbers in the safe form";
    return new EngineFault(culprit.kind(graph), evidence, true);
  }
}
