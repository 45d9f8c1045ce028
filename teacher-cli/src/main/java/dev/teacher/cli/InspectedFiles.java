package dev.teacher.cli;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.features.inspect.Recording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Recordings drawn from files and folders, with all their columns.
 *
 * @param all how many there are
 * @param columns of each
 * @param recordings those that were drawn; of long ones, the beginning
 */
record InspectedFiles(int all, int columns, List<Recording> recordings) {
  /** Numbers that are kept in memory: 128 MB. */
  private static final int MOST_NUMBERS = 32 << 20;

  private static final int FEWEST_FRAMES = 16;

  /**
   * Draws and reads.
   *
   * @param files opens them
   * @param paths files and folders
   * @param most how many recordings to draw, at most
   * @param seed of the draw
   * @param progress takes sentences for the user
   */
  static InspectedFiles read(
      FrameFiles files, List<Path> paths, int most, long seed, Consumer<String> progress) {
    if (most < 1) {
      throw Problem.usage("bad number of files")
          .where("--files")
          .expected("at least 1")
          .found(most)
          .exception();
    }
    List<Path> found =
        Recordings.of(files, paths).found().stream().map(Recordings.Recording::path).toList();
    List<FrameSource> sources = draw(found, most, seed).stream().map(files::openUnnamed).toList();
    int columns = sameColumns(sources);
    int frames = Math.max(FEWEST_FRAMES, MOST_NUMBERS / sources.size() / columns);
    List<Recording> recordings = new ArrayList<>();
    for (FrameSource source : sources) {
      Frames read = source.read();
      float[] rows = read.values();
      boolean isLong = read.frames() > frames;
      recordings.add(
          new Recording(source.location(), isLong ? Arrays.copyOf(rows, frames * columns) : rows));
      if (sources.size() >= 10 && recordings.size() % Math.max(1, sources.size() / 4) == 0) {
        progress.accept("read " + recordings.size() + " of " + sources.size());
      }
    }
    return new InspectedFiles(found.size(), columns, recordings);
  }

  private static List<Path> draw(List<Path> found, int most, long seed) {
    if (found.size() <= most) {
      return found;
    }
    List<Path> drawn = new ArrayList<>(found);
    Collections.shuffle(drawn, new Random(seed));
    return drawn.subList(0, most).stream().sorted().toList();
  }

  private static int sameColumns(List<FrameSource> sources) {
    Map<Integer, List<String>> places = new TreeMap<>();
    for (FrameSource source : sources) {
      places
          .computeIfAbsent(source.layout().width(), width -> new ArrayList<>())
          .add(source.location());
    }
    if (places.size() > 1) {
      List<String> widths =
          places.entrySet().stream()
              .map(e -> e.getKey() + ": " + e.getValue().size() + " files, " + e.getValue().get(0))
              .toList();
      throw Problem.data("the files have different numbers of columns")
          .expected("one number of columns")
          .found(String.join("\n", widths))
          .remedy("inspect the files of each number by themselves")
          .exception();
    }
    return places.keySet().iterator().next();
  }
}
