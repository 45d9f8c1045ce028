package dev.teacher.train.engine;

import dev.teacher.api.plain.PlainOperation;
import dev.teacher.api.plugin.EngineTrial;
import dev.teacher.api.plugin.EngineTrial.Outcome;
import dev.teacher.api.plugin.Precision;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tries one piece in a backend, against plain Java. */
final class PieceCheck {
  /** Share of the largest number that a result may differ by: rounding of long sums stays below. */
  private static final double TOLERANCE = 1e-4;

  /** The same where operands were rounded to bfloat16, which keeps 8 bits. */
  private static final double ROUNDED_TOLERANCE = 2e-2;

  /** Runs of a small piece: enough to meet what goes wrong in one of fifty. */
  private static final int REPEATS = 60;

  /** Numbers that the runs of a piece may touch; large pieces are run less often. */
  private static final long WORK = 2_000_000;

  private static final float[] SOILS = {Float.NaN, Float.POSITIVE_INFINITY};
  private static final long SEED = 20;

  private final Piece piece;
  private final Map<String, Tensor> inputs;
  private final Tensor upstream;
  private final Tensor output;
  private final Map<String, Tensor> gradients = new HashMap<>();

  PieceCheck(Piece piece) {
    this.piece = piece;
    PieceNumbers numbers = new PieceNumbers(piece, SEED);
    this.inputs = numbers.inputs();
    PlainOperation plain = PlainOperation.of(piece.node());
    List<Tensor> operands = new ArrayList<>();
    piece
        .node()
        .inputs()
        .forEach(
            value ->
                operands.add(
                    piece.constants().containsKey(value)
                        ? piece.constants().get(value)
                        : inputs.get(Piece.name(value))));
    this.output = plain.forward(operands);
    this.upstream = numbers.upstream(output.shape());
    List<Tensor> found = plain.backward(operands, upstream);
    for (int i = 0; i < found.size(); i++) {
      String name = Piece.name(piece.node().inputs().get(i));
      Tensor gradient = found.get(i);
      if (gradient != null && inputs.containsKey(name)) {
        gradients.merge(name, gradient, PieceCheck::sum); // one value may be taken twice
      }
    }
  }

  private static Tensor sum(Tensor a, Tensor b) {
    float[] sums = a.floats().clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += b.floats()[i];
    }
    return Tensor.of(sums, a.shape());
  }

  /** What it tries. */
  Piece piece() {
    return piece;
  }

  /** What is wrong with it in a backend, for people; nothing if it is right or cannot be tried. */
  Optional<String> fault(TrainingBackend backend, TrainingOptions options) {
    Optional<EngineTrial> trial = backend.trial(piece.graph(), options);
    if (trial.isEmpty()) {
      return Optional.empty();
    }
    try (EngineTrial running = trial.get()) {
      for (float soil : SOILS) {
        Optional<String> fault = Optional.empty();
        for (int repeats : new int[] {1, 2, repeats() / SOILS.length}) { // a copy, a view, often
          if (fault.isEmpty()) {
            fault = judged(running.run(inputs, upstream, soil, repeats), limit(options));
          }
        }
        if (fault.isPresent()) {
          return fault.map(text -> text + ", with " + piece.sizes());
        }
      }
      return Optional.empty();
    }
  }

  private int repeats() {
    long size = (long) output.size();
    for (Tensor tensor : inputs.values()) {
      size += tensor.size();
    }
    return (int) Math.max(4, Math.min(REPEATS, WORK / size));
  }

  private Optional<String> judged(Outcome outcome, double tolerance) {
    Optional<String> fault = difference("its result", output, outcome.output(), tolerance);
    for (Map.Entry<String, Tensor> expected : gradients.entrySet()) {
      if (fault.isEmpty()) {
        String what = "the gradient of its input " + place(expected.getKey());
        Tensor found = outcome.gradients().get(expected.getKey());
        fault = difference(what, expected.getValue(), found, tolerance);
      }
    }
    return fault;
  }

  private int place(String name) {
    List<String> names = piece.node().inputs().stream().map(Piece::name).toList();
    return names.indexOf(name) + 1;
  }

  private static Optional<String> difference(
      String what, Tensor expected, Tensor found, double tolerance) {
    if (found == null || found.dtype() != DType.FLOAT32 || found.size() != expected.size()) {
      return Optional.of(what + " has another shape than " + expected);
    }
    double largest = 1e-3;
    for (float value : expected.floats()) {
      largest = Math.max(largest, Math.abs(value));
    }
    double limit = largest * tolerance;
    int wrong = 0;
    int first = -1;
    for (int i = 0; i < expected.size(); i++) {
      if (!(Math.abs((double) expected.floats()[i] - found.floats()[i]) <= limit)) {
        first = wrong++ == 0 ? i : first;
      }
    }
    return wrong == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s has %s for %s, %d of %d numbers are wrong",
                what,
                found.floats()[first],
                expected.floats()[first],
                wrong,
                expected.size()));
  }

  private double limit(TrainingOptions options) {
    String operation = piece.node().op().operation();
    boolean rounds =
        options.precision() == Precision.BFLOAT16
            && !options.avoid().contains(operation)
            && (operation.equals("linear") || operation.equals("conv1d"));
    return rounds ? ROUNDED_TOLERANCE : TOLERANCE;
  }
}
