package dev.teacher.train.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of one training: {@code config.conf}, {@code metrics.jsonl}, {@code checkpoints/last}
 * and {@code checkpoints/best}, {@code report.html}, {@code evaluation-<split>.jsonl}, {@code
 * alarms.jsonl} and {@code crash/step-<n>} where something went wrong, and what was exported.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  private static final String LOG = "train.log";
  private static final String ALARMS = "alarms.jsonl";

  /** A new folder; one that holds something already is refused. */
  public static RunFolder create(Path path) {
    try {
      Files.createDirectories(path);
      try (Stream<Path> inside = Files.list(path)) {
        if (inside.findAny().isPresent()) {
          throw Problem.usage("the run folder holds something already")
              .where(path.toAbsolutePath().normalize())
              .remedy("name another with --out, or go on with --resume " + path)
              .exception();
        }
      }
    } catch (IOException e) {
      throw unwritable(path, e);
    }
    return new RunFolder(path);
  }

  /** A new folder of that name, with a number behind it where the name is taken. */
  public static RunFolder createNumbered(Path path) {
    Path free = path;
    for (int i = 2; Files.exists(free); i++) {
      free = path.resolveSibling(path.getFileName() + "-" + i);
    }
    return create(free);
  }

  /** Frees the name again, before anything but the log stands there. */
  public void discard() {
    try {
      Files.deleteIfExists(path.resolve(LOG));
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /** A folder that a training left. */
  public static RunFolder existing(Path path) {
    RunFolder run = new RunFolder(path);
    if (!Checkpoint.isCheckpoint(run.last())) {
      throw Problem.usage("nothing to resume")
          .where(path.toAbsolutePath().normalize())
          .expected("a run folder with checkpoints/last")
          .found(Files.exists(path) ? "none in it" : "no such folder")
          .exception();
    }
    return run;
  }

  /** The newest checkpoint. */
  public Path last() {
    return path.resolve("checkpoints").resolve("last");
  }

  /** The checkpoint with the smallest WER on dev. */
  public Path best() {
    return path.resolve("checkpoints").resolve("best");
  }

  /** Writes a small text file. */
  public void write(String name, String text) {
    try {
      Files.writeString(path.resolve(name), text);
    } catch (IOException e) {
      throw unwritable(path.resolve(name), e);
    }
  }

  /** Adds a line to {@code metrics.jsonl}. */
  public void addMetrics(Object record) {
    append("metrics.jsonl", Json.line(record) + "\n");
  }

  /** The lines of {@code metrics.jsonl} so far. */
  public List<JsonNode> metrics() {
    Path file = path.resolve("metrics.jsonl");
    return Files.exists(file) ? Json.lines(file) : List.of();
  }

  /** Keeps the lines of finished epochs only, when a training goes on from a checkpoint. */
  public void keepMetrics(int epochs) {
    Path file = path.resolve("metrics.jsonl");
    if (!Files.exists(file)) {
      return;
    }
    try {
      List<String> lines = Files.readAllLines(file);
      List<String> kept = lines.subList(0, Math.min(epochs, lines.size()));
      write("metrics.jsonl", kept.isEmpty() ? "" : String.join("\n", kept) + "\n");
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** Adds a line to {@code alarms.jsonl}. */
  public void addAlarm(Object alarm) {
    append(ALARMS, Json.line(alarm) + "\n");
  }

  /** The lines of {@code alarms.jsonl} so far. */
  public List<JsonNode> alarms() {
    Path file = path.resolve(ALARMS);
    return Files.exists(file) ? Json.lines(file) : List.of();
  }

  /** Keeps the alarms of finished epochs only, when a training goes on from a checkpoint. */
  public void keepAlarms(int epochs) {
    List<JsonNode> lines = alarms();
    if (!lines.isEmpty()) {
      write(
          ALARMS,
          lines.stream()
              .filter(line -> line.path("epoch").asInt() <= epochs)
              .map(line -> Json.line(line) + "\n")
              .collect(Collectors.joining()));
    }
  }

  /** Where what is needed to repeat a step that failed is kept. */
  public Path crash(long step) {
    return path.resolve("crash").resolve("step-" + step);
  }

  /** Adds a line to {@code train.log}. */
  public void log(String line) {
    append(LOG, line + "\n");
  }

  private void append(String name, String text) {
    try {
      Files.writeString(
          path.resolve(name),
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw unwritable(path.resolve(name), e);
    }
  }

  private static RuntimeException unwritable(Path place, IOException e) {
    return Problem.usage("cannot write the run")
        .where(place.toAbsolutePath().normalize())
        .found(IoReason.of(e))
        .remedy("name a folder with --out that you may write and that has room")
        .cause(e)
        .exception();
  }
}
