package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    Map<String, String> environment = Map.of("ENGINE_CACHE_DIR", cache, "DJL_CACHE_DIR", cache);
    assertThat(JavaProcess.run(Main.class, List.of(), environment))
        .startsWith("USAGE cannot start LibTorch")
        .contains("cache folder " + cache)
        .contains("DJL_CACHE_DIR");
  }
}
