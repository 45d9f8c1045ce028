package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.InferenceModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  @TempDir private Path folder;

  @Test
  void runningAndReloadingDoNotPileUpMemory() throws Exception {
    assumeTrue(Files.exists(STATUS), "resident memory is read from /proc, which is not here");
    Path file = SmallModels.write(SmallModels.heavy(), folder.resolve("model.onnx"));
    // A process of its own, whose Java heap cannot grow, so that native memory alone is seen.
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms48m",
                "-Xmx48m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    assertThat(output).matches("-?\\d+");
    // Unclosed results would add 150 MiB, unclosed sessions 120 MiB; the allocator's caches breathe
    // by 32 MiB.
    assertThat(Long.parseLong(output)).as("growth in KiB").isLessThan(64 * 1024);
  }

  /** Prints by how many KiB resident memory grows over many runs and loads. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) throws IOException {
      Path file = Path.of(arguments[0]);
      Batch batch = SmallModels.batch(1, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400);
      use(file, batch, 20, 5);
      long before = resident();
      use(file, batch, 150, 30);
      System.out.println(resident() - before);
    }

    private static void use(Path file, Batch batch, int runs, int loads) {
      OnnxFormat backend = new OnnxFormat(1);
      for (int i = 0; i < loads; i++) {
        backend.load(file).close();
      }
      try (InferenceModel model = backend.load(file)) {
        for (int i = 0; i < runs; i++) {
          model.run(batch);
        }
      }
    }

    private static long resident() throws IOException {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
