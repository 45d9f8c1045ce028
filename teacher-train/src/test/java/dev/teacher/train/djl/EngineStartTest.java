package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine starts once a process, so that a failed start needs a process of its own. */
class EngineStartTest {
  @TempDir private Path folder;

  /** Starts the engine and prints what comes of it. */
  static final class Main {
    private Main() {}

    /** The process that the test starts. */
    public static void main(String[] arguments) {
      try {
        TorchEngine.start().close();
        System.out.println("started");
      } catch (TeacherException e) {
        System.out.println(e.category() + " " + e.getMessage());
      }
    }
  }

  @Test
  void anUnwritableCacheIsNamedWithWhatToDo() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("file"), "no folder can be made below this");
    String cache = file.resolve("cache").toString();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("ENGINE_CACHE_DIR", cache);
    builder.environment().put("DJL_CACHE_DIR", cache);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(output)
        .startsWith("USAGE cannot start LibTorch")
        .contains("cache folder " + cache)
        .contains("DJL_CACHE_DIR");
  }
}
