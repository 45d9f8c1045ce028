package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Native memory does not grow with steps. A process of its own touches all of its Java heap at the
 * start, so that what grows afterwards is native.
 */
@Tag("slow")
class SoakTest {
  private static final Logger LOG = LoggerFactory.getLogger(SoakTest.class);
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final List<String> FIXED_HEAP =
      List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");
  private static final int STEPS = 20_000;
  private static final int BETWEEN = 1000;

  /** Trains and prints the resident memory in kB every 1000 steps. */
  static final class Main {
    private Main() {}

    /** The process that the test starts. */
    public static void main(String[] arguments) throws IOException {
      Batch[] batches = {
        TestNetworks.batch(1, 40, 31, 22), TestNetworks.batch(2, 25, 38, 40), TestNetworks.BATCH
      };
      TrainingOptions options = new TrainingOptions(TestNetworks.OPTIONS.optimizer(), 1, 0.99, 1);
      try (TrainingSession session = TestNetworks.open(TestNetworks.small(0.2), options)) {
        for (int step = 1; step <= STEPS; step++) {
          Batch batch = batches[step % batches.length];
          if (!session.step(batch, TestNetworks.LABELS, 1e-4, step).applied()) {
            throw new IllegalStateException("step " + step + " was not applied");
          }
          if (step % 20 == 0) {
            session.losses(batch, TestNetworks.LABELS);
            session.gradients(batch, TestNetworks.LABELS);
            session.withAverage(() -> session.run(batch));
            session.accumulate(batch, TestNetworks.LABELS, step);
            session.accumulate(batch, TestNetworks.LABELS, step + 1);
            session.apply(1e-4);
            session.weights();
            session.restoreOptimizer(session.optimizerState());
          }
          if (step % BETWEEN == 0) {
            System.out.println(residentKilobytes());
          }
        }
      }
    }

    private static long residentKilobytes() throws IOException {
      String line =
          Files.readAllLines(STATUS).stream()
              .filter(l -> l.startsWith("VmRSS:"))
              .findFirst()
              .orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", ""));
    }
  }

  @Test
  void memoryGrowsByAtMostATwentiethAfterTheFirstSteps() throws Exception {
    assumeTrue(Files.exists(STATUS), "resident memory is read from " + STATUS);
    String output = JavaProcess.run(Main.class, FIXED_HEAP, Map.of());
    long[] kilobytes = output.lines().mapToLong(Long::parseLong).toArray();
    LOG.info("resident kB every 1000 steps: {}", Arrays.toString(kilobytes));
    assertThat(kilobytes).hasSize(STEPS / BETWEEN);
    long largest = Arrays.stream(kilobytes).max().orElseThrow();
    assertThat(largest).isLessThanOrEqualTo(kilobytes[0] + kilobytes[0] / 20);
  }
}
