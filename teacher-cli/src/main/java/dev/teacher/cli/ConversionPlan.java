package dev.teacher.cli;

import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import dev.teacher.api.plugin.FrameFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which recording becomes which file: known before anything is written. */
final class ConversionPlan {
  private static final int NAMED = 5;

  private final FrameFiles files;
  private final List<Recording> recordings = new ArrayList<>();
  private final List<Path> others = new ArrayList<>();

  /**
   * One conversion.
   *
   * @param from file or folder of a recording
   * @param to the file to write
   */
  record Step(Path from, Path to) {}

  /** A recording with its place below the folder that the user named. */
  private record Recording(Path path, Path relative) {}

  ConversionPlan(FrameFiles files, List<Path> inputs) {
    this.files = files;
    for (Path input : inputs) {
      int before = recordings.size();
      collect(input, input.toAbsolutePath().normalize().getFileName());
      if (recordings.size() == before) {
        throw Problem.data(
                Files.exists(input) ? "no landmark reader knows the format" : "no such file")
            .where(input.toAbsolutePath())
            .expected("a landmark file or folder, or a folder with some in it")
            .remedy("check the path; teacher plugins lists the formats")
            .exception();
      }
    }
  }

  private void collect(Path path, Path relative) {
    if (files.knows(path)) {
      recordings.add(new Recording(path, relative));
    } else if (Files.isDirectory(path)) {
      // The folder that the user named is not repeated below --out, those inside it are.
      children(path).forEach(child -> collectBelow(path, child));
    } else {
      others.add(path);
    }
  }

  private void collectBelow(Path root, Path path) {
    if (!files.knows(path) && Files.isDirectory(path)) {
      children(path).forEach(child -> collectBelow(root, child));
    } else {
      collect(path, root.relativize(path));
    }
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.sorted().toList();
    } catch (IOException e) {
      throw Problem.data("cannot list a folder")
          .where(folder)
          .found(IoReason.of(e))
          .remedy("check the permissions")
          .cause(e)
          .exception();
    }
  }

  /** Files below the named folders that are no landmarks. */
  List<Path> others() {
    return others;
  }

  /** The conversions to one file or into a folder; never two to the same place. */
  List<Step> steps(Path out, String suffix) {
    boolean single = out.toString().endsWith(suffix);
    if (single && recordings.size() > 1) {
      throw Problem.usage("several recordings cannot become one file")
          .where("--out " + out)
          .expected("a folder")
          .found(recordings.size() + " recordings")
          .exception();
    }
    Map<Path, Path> sources = new HashMap<>();
    List<Step> steps = new ArrayList<>();
    for (Recording recording : recordings) {
      Path to = single ? out : out.resolve(renamed(recording.relative(), suffix));
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

  private static Path renamed(Path relative, String suffix) {
    String name = relative.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return relative.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + suffix);
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
