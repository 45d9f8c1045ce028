package dev.teacher.train.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.typesafe.config.Config;
import dev.teacher.api.config.StoredConfig;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.api.io.StoredText;
import dev.teacher.api.tensor.Safetensors;
import dev.teacher.api.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A training at one moment, enough to go on from or to use.
 *
 * @param state where the training stood
 * @param config the resolved configuration, as text
 * @param vocabulary of the network's output
 * @param statistics that a normaliser holds, if one does
 * @param weights parameters and buffers
 * @param schedule where the learning rate stands, if it depends on results
 * @param epoch how far the next epoch has come, if it was begun
 * @param guards what they remember; none before training, and of versions that did not store it
 */
public record Checkpoint(
    TrainingState state,
    String config,
    Vocabulary vocabulary,
    Optional<FeatureStatistics> statistics,
    Weights weights,
    Optional<ScheduleState> schedule,
    Optional<EpochState> epoch,
    Optional<GuardState> guards) {
  /** Bytes; more is taken for damage rather than read. */
  private static final int LARGEST_TEXT = 4 << 20;

  private static final String STATE = "state.json";
  private static final String CONFIG = "config.conf";
  private static final String VOCABULARY = "vocabulary.txt";
  private static final String STATISTICS = StatisticsFile.NAME;
  private static final String SCHEDULE = "schedule.json";
  private static final String EPOCH = "epoch.json";
  private static final String GUARDS = "guards.json";
  private static final String MODEL = "model.safetensors";
  private static final String OPTIMIZER = "optimizer.safetensors";

  /** Writes the folder, whole or not at all, over an older one of that name. */
  public void write(Path folder, Weights optimizer) {
    AtomicFiles.replaceFolder(folder, inside -> writeInto(inside, optimizer));
  }

  /** Writes its files into a folder that holds more. */
  public void writeInto(Path folder, Weights optimizer) throws IOException {
    Safetensors.write(folder.resolve(MODEL), weights);
    Safetensors.write(folder.resolve(OPTIMIZER), optimizer);
    Files.writeString(folder.resolve(CONFIG), config);
    Files.writeString(folder.resolve(VOCABULARY), String.join("\n", vocabulary.entries()) + "\n");
    if (statistics.isPresent()) {
      Files.writeString(folder.resolve(STATISTICS), StatisticsFile.text(statistics.orElseThrow()));
    }
    if (schedule.isPresent()) {
      Files.writeString(folder.resolve(SCHEDULE), Json.text(schedule.orElseThrow()));
    }
    if (epoch.isPresent()) {
      Files.writeString(folder.resolve(EPOCH), Json.text(epoch.orElseThrow()));
    }
    if (guards.isPresent()) {
      Files.writeString(folder.resolve(GUARDS), Json.text(guards.orElseThrow()));
    }
    Files.writeString(folder.resolve(STATE), Json.text(state));
  }

  /** Whether a folder is a checkpoint. */
  public static boolean isCheckpoint(Path folder) {
    return Files.isRegularFile(AtomicFiles.present(folder).resolve(STATE));
  }

  /** Reads a checkpoint; the optimiser's state stays on disk. */
  public static Checkpoint read(Path named) {
    Path folder = AtomicFiles.present(named);
    if (!isCheckpoint(folder)) {
      throw Problem.usage("no checkpoint")
          .where(folder.toAbsolutePath().normalize())
          .expected("a folder with " + STATE + ", as in runs/NAME/checkpoints/best")
          .found(Files.exists(folder) ? "a folder or file without it" : "nothing")
          .exception();
    }
    requireKnownFormat(folder);
    TrainingState state = Json.read(folder.resolve(STATE), TrainingState.class);
    Path statistics = folder.resolve(STATISTICS);
    return new Checkpoint(
        state,
        text(folder.resolve(CONFIG)),
        Vocabulary.ofEntries(
            text(folder.resolve(VOCABULARY)).lines().toList(), folder.resolve(VOCABULARY)),
        Files.exists(statistics)
            ? Optional.of(StatisticsFile.read(statistics).statistics())
            : Optional.empty(),
        Safetensors.read(folder.resolve(MODEL)),
        ifThere(folder.resolve(SCHEDULE), ScheduleState.class),
        ifThere(folder.resolve(EPOCH), EpochState.class),
        ifThere(folder.resolve(GUARDS), GuardState.class));
  }

  private static <T> Optional<T> ifThere(Path file, Class<T> type) {
    return Files.exists(file) ? Optional.of(Json.read(file, type)) : Optional.empty();
  }

  /** The optimiser's state of a checkpoint. */
  public static Weights optimizer(Path folder) {
    return Safetensors.read(AtomicFiles.present(folder).resolve(OPTIMIZER));
  }

  /** The configuration it was trained with, under overrides. */
  public Config resolvedConfig(List<String> overrides) {
    return StoredConfig.parse(config, "the checkpoint's " + CONFIG, overrides);
  }

  /** Asked before anything else: a newer format may have other fields. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Format(int format) {}

  private static void requireKnownFormat(Path folder) {
    int format = Json.read(folder.resolve(STATE), Format.class).format();
    if (format > TrainingState.FORMAT) {
      throw Problem.data("the checkpoint was written by a newer version")
          .where(folder)
          .expected("format " + TrainingState.FORMAT + " or older")
          .found("format " + format)
          .remedy("use that version of teacher")
          .exception();
    }
  }

  private static String text(Path file) {
    return StoredText.read(file, LARGEST_TEXT);
  }
}
