package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the distribution's launcher as its users do. */
final class Teacher {
  /** No command of the tests needs a tenth of this, even on a busy computer. */
  private static final int LIMIT_SECONDS = 180;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Teacher() {}

  /**
   * A command that has ended.
   *
   * @param command what was run, for messages
   * @param exitCode it gave
   * @param out its standard output
   * @param err its standard error
   */
  record Ended(String command, int exitCode, String out, String err) {
    /** The one JSON object on standard output of a command that succeeded. */
    JsonNode json() {
      succeeds();
      try {
        JsonNode node = MAPPER.readTree(out);
        assertThat(node.isObject()).as(out).isTrue();
        return node;
      } catch (IOException e) {
        throw new AssertionError(command + " printed no JSON alone:\n" + out, e);
      }
    }

    /** Requires success. */
    Ended succeeds() {
      assertThat(exitCode).as("%s%n%s", command, err).isZero();
      return this;
    }

    /** Requires an exit code, nothing on standard output, and words in the message. */
    void failsWith(int expected, String... words) {
      assertThat(exitCode).as("%s%n%s%n%s", command, out, err).isEqualTo(expected);
      assertThat(out).as(command).isEmpty();
      assertThat(err).as(command).contains(words).contains("teacher: ");
      assertThat(err).as(command).doesNotContain("\tat ", "Exception");
    }
  }

  /** Runs the command to its end. */
  static Ended run(Object... arguments) {
    return run(Map.of(), arguments);
  }

  /** Runs the command to its end, with more environment variables. */
  static Ended run(Map<String, String> environment, Object... arguments) {
    return runFrom(distribution(), environment, arguments);
  }

  /** Runs the command of another distribution to its end. */
  static Ended runFrom(Path distribution, Object... arguments) {
    return runFrom(distribution, Map.of(), arguments);
  }

  private static Ended runFrom(
      Path distribution, Map<String, String> environment, Object... arguments) {
    try {
      Path out = Files.createTempFile("teacher-out", ".txt");
      Path err = Files.createTempFile("teacher-err", ".txt");
      try {
        int exitCode = end(start(distribution, environment, out, err, arguments), arguments);
        return new Ended(
            "teacher " + List.of(arguments),
            exitCode,
            Files.readString(out),
            Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the command; its output goes to files. */
  static Process start(Map<String, String> environment, Path out, Path err, Object... arguments)
      throws IOException {
    return start(distribution(), environment, out, err, arguments);
  }

  private static Process start(
      Path distribution, Map<String, String> environment, Path out, Path err, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(distribution.resolve("bin/teacher").toString());
    List.of(arguments).forEach(argument -> command.add(argument.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  /** The folder of the distribution. */
  static Path distribution() {
    return Path.of(System.getProperty("teacher.dist")).toAbsolutePath();
  }

  private static int end(Process process, Object... arguments) {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(List.of(arguments) + " ran for " + LIMIT_SECONDS + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
