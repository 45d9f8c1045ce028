package dev.teacher.train.djl;

import dev.teacher.api.plugin.EngineTrial;
import dev.teacher.api.plugin.EngineTrial.Outcome;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.tensor.Tensor;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds an engine against plain Java, case by case: results and gradients, of copies and of views,
 * in memory that was soiled before.
 */
final class EngineAudit {
  private final TrainingBackend backend;
  private final PrintStream out;
  private final Map<String, int[]> counts = new TreeMap<>(); // cases, not finite, wrong

  /**
   * @param out takes a line for each fault
   */
  EngineAudit(TrainingBackend backend, PrintStream out) {
    this.backend = backend;
    this.out = out;
  }

  /** What is wrong, and whether it is a number. */
  private record Fault(boolean finite, String what) {}

  /** A process of its own: audits and prints what it found; exit 4 where that is anything. */
  static final class Main {
    private Main() {}

    /** The process that the test starts. */
    public static void main(String[] arguments) {
      int cases = Integer.getInteger("audit.cases");
      EngineAudit audit = new EngineAudit(new DjlBackend(), System.out);
      for (int i = 0; i < cases; i++) {
        audit.hold(AuditCases.of(Long.getLong("audit.seed"), i));
        if ((i + 1) % 2000 == 0) {
          System.err.println("audited " + (i + 1) + " of " + cases);
        }
      }
      System.out.print(audit.summary());
      System.exit(audit.faults() == 0 ? 0 : 4);
    }
  }

  /** Tries one case. */
  void hold(AuditCase test) {
    int[] count = counts.computeIfAbsent(test.op().operation(), name -> new int[3]);
    count[0]++;
    fault(test)
        .ifPresent(
            fault -> {
              count[fault.finite() ? 2 : 1]++;
              out.println(fault.what() + " in " + test);
            });
  }

  int cases() {
    return counts.values().stream().mapToInt(count -> count[0]).sum();
  }

  /** The number of cases that are not as they should be. */
  int faults() {
    return counts.values().stream().mapToInt(count -> count[1] + count[2]).sum();
  }

  /** A line for each operation. */
  String summary() {
    StringBuilder lines = new StringBuilder();
    counts.forEach(
        (name, count) ->
            lines.append(
                "%s: %d cases, %d not finite, %d wrong\n"
                    .formatted(name, count[0], count[1], count[2])));
    return lines.toString();
  }

  /** Once gives the copy; twice gives the view, where that differs. */
  private Optional<Fault> fault(AuditCase test) {
    TrainingOptions options = TestNetworks.OPTIONS.with(test.precision());
    Outcome expected = test.expected();
    try (EngineTrial trial = backend.trial(test.piece(), options).orElseThrow()) {
      for (int repeats = 1; repeats <= 2; repeats++) {
        Outcome found = trial.run(test.inputs(), test.upstream(), test.soil(), repeats);
        Optional<Fault> fault = difference(found, expected, test.tolerance());
        if (fault.isPresent()) {
          String operands = repeats == 1 ? "copies: " : "views: ";
          return fault.map(f -> new Fault(f.finite(), operands + f.what()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Fault> difference(Outcome found, Outcome expected, double tolerance) {
    Set<String> names = new LinkedHashSet<>(expected.gradients().keySet());
    if (!names.equals(found.gradients().keySet())) {
      String what = "gradients of " + found.gradients().keySet() + ", not of " + names;
      return Optional.of(new Fault(true, what));
    }
    Optional<Fault> fault = difference("result", found.output(), expected.output(), tolerance);
    for (String name : names) {
      fault =
          fault.or(
              () ->
                  difference(
                      "gradient of " + name,
                      found.gradients().get(name),
                      expected.gradients().get(name),
                      tolerance));
    }
    return fault;
  }

  private static Optional<Fault> difference(
      String what, Tensor found, Tensor expected, double tolerance) {
    if (!Arrays.equals(found.shape(), expected.shape())) {
      return Optional.of(new Fault(true, what + " is " + found + ", not " + expected));
    }
    double limit = tolerance * scale(expected);
    for (int i = 0; i < found.size(); i++) {
      float is = found.floats()[i];
      float wanted = expected.floats()[i];
      if (!(Math.abs((double) is - wanted) <= limit)) {
        boolean finite = Float.isFinite(is);
        String message =
            "%s %s at %d of %s: %s, expected %s, limit %.2g"
                .formatted(what, finite ? "wrong" : "not finite", i, found, is, wanted, limit);
        return Optional.of(new Fault(finite, message));
      }
    }
    return Optional.empty();
  }

  /** The largest magnitude of a tensor, or 1 where all are smaller. */
  static double scale(Tensor tensor) {
    double largest = 1;
    for (float value : tensor.floats()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
