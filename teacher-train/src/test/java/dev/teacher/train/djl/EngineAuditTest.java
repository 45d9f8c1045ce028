package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.EngineTrial;
import dev.teacher.api.plugin.Precision;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every operation of the graph against plain Java, in memory that is full of what no number should
 * touch, with each set of instructions that the kernels of LibTorch know.
 */
class EngineAuditTest {
  static final long SEED = 12;
  static final int CASES = 1000;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void operationsAreRightWithTheInstructionsOfThisProcessor() {
    EngineAudit audit = audit(new DjlBackend(), CASES, test -> true);
    assertThat(audit.faults()).as(printed()).isZero();
  }

  /** Kernels are chosen once a process. */
  @ParameterizedTest
  @ValueSource(strings = {"AVX2", "AVX512_CORE"})
  void operationsAreRightWithFewerInstructions(String instructions)
      throws IOException, InterruptedException {
    assertThat(process(CASES, SEED, instructions)).contains("conv1d: ");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"DEFAULT", "AVX2", "AVX512_CORE"})
  void operationsAreRightInManyCases(String instructions) throws IOException, InterruptedException {
    System.out.println(instructions + "\n" + process(20_000, SEED + 1, instructions));
  }

  /** A wrong number or one that is none, anywhere, is found and named in every case. */
  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void aWrongEngineIsFound(boolean gradient, boolean finite) {
    EngineAudit audit = audit(new Spoiled(gradient, finite), 100, EngineAuditTest::hasGradients);
    int cases = audit.cases();
    assertThat(cases).isGreaterThan(80);
    assertThat(audit.faults()).as(printed()).isEqualTo(cases);
    assertThat(printed().lines())
        .hasSize(cases)
        .allMatch(line -> line.contains(gradient ? "gradient of x" : "result"))
        .allMatch(line -> line.contains(finite ? " wrong at " : " not finite at "));
  }

  private EngineAudit audit(TrainingBackend backend, int cases, Predicate<AuditCase> wanted) {
    EngineAudit audit =
        new EngineAudit(backend, new PrintStream(printed, true, StandardCharsets.UTF_8));
    for (int i = 0; i < cases; i++) {
      AuditCase test = AuditCases.of(SEED, i);
      if (wanted.test(test)) {
        audit.hold(test);
      }
    }
    return audit;
  }

  private static boolean hasGradients(AuditCase test) {
    return test.inputs().values().stream().anyMatch(x -> x.dtype() == DType.FLOAT32);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static String process(int cases, long seed, String instructions)
      throws IOException, InterruptedException {
    List<String> options =
        List.of(
            "-Xmx1g",
            "-Dai.djl.logging.level=off",
            "-Daudit.cases=" + cases,
            "-Daudit.seed=" + seed);
    Map<String, String> environment = Map.of("DNNL_MAX_CPU_ISA", instructions);
    return JavaProcess.run(EngineAudit.Main.class, options, environment);
  }

  /**
   * An engine of which one number is none, or off by a hundredth; by three of them where products
   * are rounded.
   *
   * @param gradient whether it is one of a gradient, or of the result
   * @param finite whether it is a number
   */
  private record Spoiled(boolean gradient, boolean finite) implements TrainingBackend {
    @Override
    public TrainingSession open(Graph graph, Weights weights, TrainingOptions options) {
      throw new UnsupportedOperationException("only trials");
    }

    @Override
    public Optional<EngineTrial> trial(Graph piece, TrainingOptions options) {
      return new DjlBackend().trial(piece, options).map(t -> spoiled(t, options.precision()));
    }

    private EngineTrial spoiled(EngineTrial trial, Precision precision) {
      return new EngineTrial() {
        @Override
        public Outcome run(Map<String, Tensor> inputs, Tensor upstream, float soil, int repeats) {
          return spoiled(trial.run(inputs, upstream, soil, repeats), precision);
        }

        @Override
        public void close() {
          trial.close();
        }
      };
    }

    private EngineTrial.Outcome spoiled(EngineTrial.Outcome outcome, Precision precision) {
      Tensor tensor = gradient ? outcome.gradients().values().iterator().next() : outcome.output();
      int place = tensor.size() - 1;
      double share = precision == Precision.FLOAT32 ? 0.01 : 0.03;
      float error = (float) (share * EngineAudit.scale(tensor));
      tensor.floats()[place] += finite ? error : Float.NaN;
      return outcome;
    }
  }
}
