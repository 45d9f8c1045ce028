package dev.teacher.cli;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.IoReason;
import dev.teacher.api.plugin.FrameFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
      Path folder = real(path);
      children(path).forEach(child -> collectBelow(path, child, List.of(folder)));
    } else {
      others.add(path);
    }
  }

  private void collectBelow(Path root, Path path, List<Path> above) {
    if (files.knows(path) || !Files.isDirectory(path)) {
      collect(path, root.relativize(path));
      return;
    }
    Path folder = real(path);
    if (above.contains(folder)) {
      throw Problem.data("a link leads back to a folder above it")
          .where(path)
          .found(folder)
          .remedy("remove the link, or name the folders to convert one by one")
          .exception();
    }
    List<Path> here = new ArrayList<>(above);
    here.add(folder);
    children(path).forEach(child -> collectBelow(root, child, here));
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw unlistable(folder, e);
    }
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.sorted().toList();
    } catch (IOException e) {
      throw unlistable(folder, e);
    }
  }

  private static TeacherException unlistable(Path folder, IOException e) {
    return Problem.data("cannot list a folder")
        .where(folder)
        .found(IoReason.of(e))
        .remedy("check the permissions")
        .cause(e)
        .exception();
  }

  /** Files below the named folders that are no landmarks. */
  List<Path> others() {
    return others;
  }

  /** The conversions to one file or into a folder; never two to the same place. */
  List<Step> steps(Path out, String suffix) {
    boolean single = out.toString().toLowerCase(Locale.ROOT).endsWith(suffix);
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

  private static Path renamed(Recording recording, String suffix) {
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
