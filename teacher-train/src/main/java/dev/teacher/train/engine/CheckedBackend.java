package dev.teacher.train.engine;

import dev.teacher.api.data.Batch;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.EngineTrial;
import dev.teacher.api.plugin.FiniteProbe;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A backend that is believed only as far as it was tried: before it opens a network for the first
 * time on a machine, each operation of it is checked, and what is wrong is avoided. Its sessions
 * find out whether a step that is not finite is the engine's fault.
 */
public final class CheckedBackend implements TrainingBackend {
  private final TrainingBackend backend;
  private final EngineMemory memory;
  private final EnginePolicy policy;
  private final Consumer<String> notices;
  private Consumer<EngineFault> listener = fault -> {};

  /**
   * @param backend to be checked
   * @param memory what is known of it
   * @param policy what to do about faults
   * @param notices takes a line for people
   */
  public CheckedBackend(
      TrainingBackend backend, EngineMemory memory, EnginePolicy policy, Consumer<String> notices) {
    this.backend = backend;
    this.memory = memory;
    this.policy = policy;
    this.notices = notices;
  }

  /** With what is known of it on this machine. */
  public static CheckedBackend of(
      TrainingBackend backend, EnginePolicy policy, Consumer<String> notices) {
    EngineMemory memory =
        policy.checks()
            ? EngineMemory.of(MachineFacts.with(backend.facts()))
            : EngineMemory.transientOf(backend.facts());
    return new CheckedBackend(backend, memory, policy, notices);
  }

  /** Who is told when a step was the engine's fault, before it is repeated. */
  public void whenFaulty(Consumer<EngineFault> consumer) {
    listener = consumer;
  }

  /** What is known of the engine. */
  public EngineMemory memory() {
    return memory;
  }

  @Override
  public TrainingSession open(Graph graph, Weights weights, TrainingOptions options) {
    TrainingOptions trusted = checked(graph, options);
    return policy.judgesSteps()
        ? new WatchedSession(this, graph, trusted, backend.open(graph, weights, trusted))
        : backend.open(graph, weights, trusted);
  }

  /**
   * Checks a network's operations, as far as they are not known.
   *
   * @return the options with what has to be avoided
   * @throws dev.teacher.api.error.TeacherException if an operation is wrong in every form
   */
  public TrainingOptions checked(Graph graph, TrainingOptions options) {
    if (!policy.checks()) {
      return options;
    }
    EngineCheck check = new EngineCheck(backend, memory, avoiding(options));
    int before = memory.rightPieces();
    List<EngineFault> found = check.of(graph);
    if (memory.rightPieces() > before || !found.isEmpty()) {
      memory.store().ifPresent(why -> notices.accept("the engine's check is not kept: " + why));
    }
    found.stream().filter(EngineFault::safe).forEach(fault -> notices.accept(avoided(fault)));
    memory.faults().stream()
        .filter(fault -> !fault.safe() && uses(graph, fault))
        .findFirst()
        .ifPresent(
            fault -> {
              throw unusable(fault);
            });
    return avoiding(options);
  }

  private static boolean uses(Graph graph, EngineFault fault) {
    return graph.nodes().stream().anyMatch(node -> node.op().operation().equals(fault.operation()));
  }

  /** Says that an operation is avoided, in one line. */
  static String avoided(EngineFault fault) {
    return "the engine computes "
        + fault.operation()
        + " wrong on this machine ("
        + fault.evidence()
        + "); it is computed in its safe form";
  }

  private RuntimeException unusable(EngineFault fault) {
    return Problem.finding("the engine computes an operation wrong on this machine")
        .where(memory.facts())
        .expected("what plain Java gives for " + fault.operation())
        .found(fault.evidence())
        .remedy(
            "try another version of the library, or another processor; teacher engine shows what"
                + " is known, and train.engine-check = off trains all the same")
        .exception();
  }

  TrainingOptions avoiding(TrainingOptions options) {
    Set<String> avoid = new HashSet<>(options.avoid());
    avoid.addAll(memory.faults().stream().map(EngineFault::operation).collect(Collectors.toSet()));
    return options.avoiding(avoid);
  }

  /** What is not checked: for the session's own use. */
  TrainingBackend unchecked() {
    return backend;
  }

  /** A step was the engine's fault. */
  void failed(EngineFault fault) {
    if (!fault.operation().equals(Blame.EVERY_OPERATION)) { // which cannot be avoided by a name
      memory.faulty(fault);
      memory.store().ifPresent(why -> notices.accept("the engine's fault is not kept: " + why));
    }
    listener.accept(fault);
    if (policy.stops()) {
      throw Problem.finding("a step was not finite, and it is the engine's fault: faulty-engine")
          .where(memory.facts())
          .expected("finite numbers, as in the safe form of the operations")
          .found(fault.operation() + ": " + fault.evidence())
          .remedy(
              "train again: the operation is avoided from now on; or set"
                  + " train.guards.faulty-engine = avoid to go on by itself")
          .exception();
    }
    notices.accept(avoided(fault));
  }

  @Override
  public Optional<FiniteProbe> probe(
      Graph graph,
      Weights weights,
      TrainingOptions options,
      Batch batch,
      int[][] labels,
      long seed) {
    return backend.probe(graph, weights, avoiding(options), batch, labels, seed);
  }

  @Override
  public Map<String, String> facts() {
    return backend.facts();
  }

  @Override
  public Optional<EngineTrial> trial(Graph piece, TrainingOptions options) {
    return backend.trial(piece, options);
  }

  @Override
  public boolean hasSafeForm(String operation) {
    return backend.hasSafeForm(operation);
  }
}
