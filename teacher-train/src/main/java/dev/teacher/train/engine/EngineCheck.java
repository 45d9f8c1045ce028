package dev.teacher.train.engine;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tries every operation of a network at its own widths: in memory full of NaN and infinity,
 * forwards and backwards, against plain Java. Pieces that are known are not tried again.
 */
final class EngineCheck {
  private final TrainingBackend backend;
  private final EngineMemory memory;
  private final TrainingOptions options;

  /**
   * @param options of the training; pieces are tried on one thread
   */
  EngineCheck(TrainingBackend backend, EngineMemory memory, TrainingOptions options) {
    this.backend = backend;
    this.memory = memory;
    this.options = options.onThreads(1);
  }

  /**
   * Tries what is not known yet.
   *
   * @return the operations that were found wrong now
   */
  List<EngineFault> of(Graph network) {
    List<Piece> unknown =
        Piece.of(network).stream().filter(piece -> !memory.knows(key(piece))).toList();
    // Plain Java may take all cores; the engine is asked by this thread alone, as in a training.
    List<PieceCheck> checks = unknown.parallelStream().map(PieceCheck::new).toList();
    return checks.stream().map(this::fault).flatMap(Optional::stream).toList();
  }

  /** Operations that are known to be wrong are tried in their safe form alone. */
  private Optional<EngineFault> fault(PieceCheck check) {
    Piece piece = check.piece();
    String operation = piece.node().op().operation();
    Optional<EngineFault> known =
        memory.faults().stream().filter(f -> f.operation().equals(operation)).findFirst();
    Optional<String> usual =
        known.map(EngineFault::evidence).or(() -> check.fault(backend, options));
    if (usual.isEmpty()) {
      memory.right(key(piece));
      return Optional.empty();
    }
    Optional<String> wide =
        backend.hasSafeForm(operation)
            ? check.fault(backend, safe(operation))
            : Optional.of("it has no other form");
    String evidence = known.isPresent() ? usual.get() : place(piece) + usual.get();
    EngineFault fault =
        wide.isEmpty()
            ? new EngineFault(operation, evidence, true)
            : new EngineFault(operation, evidence + "; in its safe form: " + wide.get(), false);
    if (wide.isEmpty()) {
      memory.right(key(piece));
      if (known.isPresent()) {
        return Optional.empty();
      }
    }
    memory.faulty(fault);
    return Optional.of(fault);
  }

  private static String place(Piece piece) {
    String layer = piece.node().layer();
    return layer.isEmpty() ? "" : "in " + layer + ": ";
  }

  private TrainingOptions safe(String operation) {
    Set<String> avoid = new HashSet<>(options.avoid());
    avoid.add(operation);
    return options.avoiding(avoid);
  }

  /** Precision decides what is computed. */
  private String key(Piece piece) {
    return options.precision() + " " + piece.key();
  }
}
