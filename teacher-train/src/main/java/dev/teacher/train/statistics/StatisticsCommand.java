package dev.teacher.train.statistics;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.features.statistics.Origin.Draw;
import dev.teacher.train.run.StatisticsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command that computes and stores the statistics of a configuration, as one would type it. */
final class StatisticsCommand {
  private static final String DEFAULT_SPLIT = "train";

  private StatisticsCommand() {}

  static String text(Config config, String split, Optional<Draw> draw, Path file) {
    List<String> words = new ArrayList<>(List.of("teacher", "stats"));
    words.addAll(ConfigFile.options(config, "corpus", "features", "normalizers"));
    if (!split.equals(DEFAULT_SPLIT)) {
      words.addAll(List.of("--split", split));
    }
    draw.ifPresent(
        d ->
            words.addAll(
                List.of("--samples", "" + d.samples(), "--seed", Long.toString(d.seed()))));
    words.addAll(List.of("--out", place(file)));
    return words.stream().map(StatisticsCommand::quoted).collect(Collectors.joining(" "));
  }

  private static String place(Path file) {
    boolean usual = file.getFileName().toString().equals(StatisticsFile.NAME);
    return usual && file.getParent() != null ? file.getParent().toString() : file.toString();
  }

  /** As a shell takes it for one word. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=+,@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
