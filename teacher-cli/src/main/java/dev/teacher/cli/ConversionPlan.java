package dev.teacher.cli;

import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.FrameFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which recording becomes which file: known before anything is written. */
final class ConversionPlan {
  private static final int NAMED = 5;

  private final Recordings recordings;

  /**
   * One conversion.
   *
   * @param from file or folder of a recording
   * @param to the file to write
   */
  record Step(Path from, Path to) {}

  ConversionPlan(FrameFiles files, List<Path> inputs) {
    recordings = Recordings.of(files, inputs);
  }

  /** Files below the named folders that are no landmarks. */
  List<Path> others() {
    return recordings.others();
  }

  /** The conversions to one file or into a folder; never two to the same place. */
  List<Step> steps(Path out, String suffix) {
    boolean single = out.toString().toLowerCase(Locale.ROOT).endsWith(suffix);
    if (single && recordings.found().size() > 1) {
      throw Problem.usage("several recordings cannot become one file")
          .where("--out " + out)
          .expected("a folder")
          .found(recordings.found().size() + " recordings")
          .exception();
    }
    Map<Path, Path> sources = new HashMap<>();
    List<Step> steps = new ArrayList<>();
    for (Recordings.Recording recording : recordings.found()) {
      Path to = single ? out : out.resolve(renamed(recording, suffix));
      Path other = sources.putIfAbsent(to, recording.path());
      if (other != null) {
        throw Problem.usage("two recordings would become the same file")
            .where(to)
            .found(other + " and " + recording.path())
            .remedy("convert them into different folders")
            .exception();
      }
      steps.add(new Step(recording.path(), to));
    }
    return steps;
  }

  private static Path renamed(Recordings.Recording recording, String suffix) {
    String name = recording.relative().getFileName().toString();
    // A folder of frames is called as its owner likes: what follows a dot there is no format.
    int dot = Files.isDirectory(recording.path()) ? -1 : name.lastIndexOf('.');
    return recording.relative().resolveSibling((dot > 0 ? name.substring(0, dot) : name) + suffix);
  }

  /** Refuses files that exist. */
  static void refuseExisting(List<Step> steps) {
    List<Path> existing = steps.stream().map(Step::to).filter(Files::exists).toList();
    if (!existing.isEmpty()) {
      throw Problem.usage("files exist already")
          .where(existing.get(0).toAbsolutePath().getParent())
          .found(
              existing.stream().limit(NAMED).map(path -> path.getFileName().toString()).toList()
                  + (existing.size() > NAMED ? " and " + (existing.size() - NAMED) + " more" : ""))
          .remedy("choose another place, or overwrite them with --force")
          .exception();
    }
  }
}
