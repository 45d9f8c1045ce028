package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.TrainingSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Native memory does not grow with steps. */
@Tag("slow")
class SoakTest {
  private static final Logger LOG = LoggerFactory.getLogger(SoakTest.class);
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int STEPS = 5000;
  private static final int SETTLED = 500;

  @Test
  void memoryGrowsByAtMostATwentiethAfterTheFirstSteps() throws IOException {
    assumeTrue(Files.exists(STATUS), "resident memory is read from " + STATUS);
    Batch[] batches = {
      TestNetworks.batch(1, 40, 31, 22), TestNetworks.batch(2, 25, 38, 40), TestNetworks.BATCH
    };
    long settled = 0;
    long largest = 0;
    try (TrainingSession session = TestNetworks.open(TestNetworks.small(0.2))) {
      for (int step = 1; step <= STEPS; step++) {
        Batch batch = batches[step % batches.length];
        assertThat(session.step(batch, TestNetworks.LABELS, 1e-4, step).applied()).isTrue();
        if (step % 50 == 0) {
          session.losses(batch, TestNetworks.LABELS);
          session.run(batch);
          session.weights();
          session.optimizerState();
        }
        if (step == SETTLED) {
          settled = residentKilobytes();
        } else if (step > SETTLED && step % 250 == 0) {
          largest = Math.max(largest, residentKilobytes());
        }
      }
    }
    LOG.info("resident: {} kB after {} steps, at most {} kB later", settled, SETTLED, largest);
    assertThat(largest).isLessThanOrEqualTo(settled + settled / 20);
  }

  private static long residentKilobytes() throws IOException {
    System.gc(); // what Java could give back is not what this test is about
    String line =
        Files.readAllLines(STATUS).stream()
            .filter(l -> l.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }
}
