package dev.teacher.train.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.config.StoredConfig;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.api.io.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The folder of one training: {@code config.conf}, {@code metrics.jsonl}, {@code checkpoints/last}
 * and {@code checkpoints/best}, {@code report.html}, {@code evaluation-<split>.jsonl}, {@code
 * alarms.jsonl} and {@code crash/step-<n>} where something went wrong, {@code .lock}, and what was
 * exported.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  private static final String LOG = "train.log";
  private static final String CONFIG = "config.conf";
  private static final String METRICS = "metrics.jsonl";
  private static final String ALARMS = "alarms.jsonl";

  /**
   * A new folder; one that holds something already is refused, other than what a training leaves
   * that was killed before it wrote its configuration.
   */
  public static RunFolder create(Path path) {
    try {
      Files.createDirectories(path);
      try (Stream<Path> inside = Files.list(path)) {
        if (!inside.allMatch(RunFolder::isOfBeginning)) {
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

  private static boolean isOfBeginning(Path file) {
    String name = file.getFileName().toString();
    return name.equals(LOG) || name.equals(RunLock.NAME) || name.startsWith("." + CONFIG + ".");
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
      Files.deleteIfExists(path.resolve(RunLock.NAME));
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /** A folder that a training left, with a checkpoint or at least with its configuration. */
  public static RunFolder existing(Path path) {
    RunFolder run = new RunFolder(path);
    if (!Checkpoint.isCheckpoint(run.last()) && !Files.exists(path.resolve(CONFIG))) {
      throw Problem.usage("nothing to resume")
          .where(path.toAbsolutePath().normalize())
          .expected("a run folder with checkpoints/last or config.conf")
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

  /**
   * Does something that no other program may do in this folder at the same time; refused if one
   * does.
   *
   * @param notices told where the file system has no locks
   */
  public <T> T exclusively(Consumer<String> notices, Supplier<T> use) {
    try {
      return new RunLock(path.resolve(RunLock.NAME)).holding(notices, use);
    } catch (IOException e) {
      throw unwritable(path.resolve(RunLock.NAME), e);
    }
  }

  /** Clears away what a killed training left half written. */
  public void tidy() {
    AtomicFiles.tidy(path);
    AtomicFiles.tidy(last().getParent());
    AtomicFiles.tidy(crash(0).getParent());
    Path log = path.resolve(LOG);
    try {
      if (Files.exists(log) && !Files.readString(log, StandardCharsets.ISO_8859_1).endsWith("\n")) {
        log("");
      }
    } catch (IOException e) {
      throw unwritable(log, e);
    }
  }

  /** Writes a small text file, whole or not at all. */
  public void write(String name, String text) {
    AtomicFiles.writeFile(
        path.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Stores the configuration. */
  public void storeConfig(Config config) {
    write(CONFIG, ConfigFile.render(config));
  }

  /** The stored configuration, under overrides. */
  public Config config(List<String> overrides) {
    return StoredConfig.load(path.resolve(CONFIG), overrides);
  }

  /** Whether the configuration was stored. */
  public boolean hasConfig() {
    return Files.exists(path.resolve(CONFIG));
  }

  /** Adds a line to {@code metrics.jsonl}. */
  public void addMetrics(Object record) {
    add(METRICS, record);
  }

  /** The lines of {@code metrics.jsonl} so far. */
  public List<JsonNode> metrics() {
    return new JsonLines(path.resolve(METRICS)).read();
  }

  /** Adds a line to {@code alarms.jsonl}. */
  public void addAlarm(Object alarm) {
    add(ALARMS, alarm);
  }

  /** The lines of {@code alarms.jsonl} so far. */
  public List<JsonNode> alarms() {
    return new JsonLines(path.resolve(ALARMS)).read();
  }

  /**
   * Keeps what was written before a checkpoint, when a training goes on from it: the metrics of
   * finished epochs, and the alarms of these and of the epoch in whose midst it stands. Such a
   * checkpoint is written right after a step, so no step that was refused before has a higher
   * number.
   */
  public void keepUpTo(Checkpoint checkpoint) {
    int finished = checkpoint.state().epoch();
    int begun = checkpoint.epoch().isPresent() ? finished + 1 : 0;
    new JsonLines(path.resolve(METRICS)).keep(line -> line.path("epoch").asInt() <= finished);
    new JsonLines(path.resolve(ALARMS))
        .keep(
            line ->
                line.path("epoch").asInt() <= finished
                    || (line.path("epoch").asInt() == begun
                        && line.path("step").asLong() <= checkpoint.state().step()));
  }

  /** Keeps neither metrics nor alarms, when a training begins anew. */
  public void keepNothing() {
    new JsonLines(path.resolve(METRICS)).keep(line -> false);
    new JsonLines(path.resolve(ALARMS)).keep(line -> false);
  }

  /** Where what is needed to repeat a step that failed is kept. */
  public Path crash(long step) {
    return path.resolve("crash").resolve("step-" + step);
  }

  /** Adds a line to {@code train.log}. */
  public void log(String line) {
    try {
      Files.writeString(
          path.resolve(LOG),
          line + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw unwritable(path.resolve(LOG), e);
    }
  }

  private void add(String name, Object value) {
    JsonLines lines = new JsonLines(path.resolve(name));
    try {
      lines.add(value);
    } catch (IOException e) {
      throw unwritable(lines.file(), e);
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
