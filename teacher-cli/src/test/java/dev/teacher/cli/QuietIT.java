package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Standard error is the program's own. What Java writes there goes to a file, so that nothing may
 * be left but what native libraries and the Java machine write: nothing. Of Java's lines, none may
 * be a logger's.
 */
class QuietIT {
  @TempDir Path folder;
  private Path javaErrors;
  private String options;

  @BeforeEach
  void agent() throws IOException {
    javaErrors = folder.resolve("java-errors.txt");
    options = JavaErrorAgent.option(folder.resolve("agent.jar"), javaErrors);
  }

  @Test
  void whatReadsAModel() throws IOException {
    Path recording = Tiny.landmarks("dev", 1);
    quiet("evaluate", Tiny.last());
    quiet("evaluate", Tiny.model());
    quiet("transcribe", "--model", Tiny.model(), recording);
    quiet("inspect", recording);
    quiet("export", Tiny.last(), "--out", folder.resolve("again.onnx"));
  }

  @Test
  void whatTrains() throws IOException {
    Path config = Tiny.config(folder, Tiny.CORPUS);
    quiet("train", "--config", config, "--out", folder.resolve("run"));
    assertThat(javaErrors).as("progress is Java's").isNotEmptyFile();
    quiet("find-lr", "--config", config, "--steps", 40);
  }

  @Test
  void aForeignLineIsSeen() {
    Teacher.Ended ended =
        Teacher.run(
            Map.of("TEACHER_OPTS", options, "JAVA_TOOL_OPTIONS", "-Dunused=1"),
            "inspect",
            Tiny.landmarks("dev", 1));
    assertThat(ended.succeeds().err()).startsWith("Picked up JAVA_TOOL_OPTIONS");
  }

  private void quiet(Object... command) throws IOException {
    Teacher.Ended ended = Teacher.run(Map.of("TEACHER_OPTS", options), command).succeeds();
    assertThat(ended.err()).as(ended.command()).isEmpty();
    assertThat(Files.readString(javaErrors))
        .as(ended.command())
        .doesNotContain("SLF4J", "ai.djl", "[main] ", " WARN ", " INFO ");
  }
}
