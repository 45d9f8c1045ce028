package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.plugin.InferenceModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime searches the command line of its process, which must not kill the process. */
class LongCommandLineTest {
  private static final int SECONDS = 120;
  @TempDir Path folder;

  /** A program that embeds the library. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      try (InferenceModel model = new OnnxFormat(1).load(Path.of(arguments[0]))) {
        if (model.inputWidth() != SmallModels.WIDTH) {
          throw new IllegalStateException("another model: " + model.inputWidth());
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} properties of 1000 characters")
  @ValueSource(ints = {0, 5, 60, 1500})
  void aProgramOpensAModelHoweverLongItsCommandLine(int properties)
      throws IOException, InterruptedException {
    Path file = SmallModels.write(SmallModels.recognizer(4), folder.resolve("model.onnx"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (int i = 0; i < properties; i++) {
      command.add("-Dfiller" + i + "=" + "x".repeat(1000));
    }
    command.addAll(List.of(Program.class.getName(), file.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Not an argument: the test is about how long those are.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Path said = folder.resolve("said.txt");
    Process process = builder.redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String words = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(words).isZero();
    assertThat(words).isEmpty();
  }
}
