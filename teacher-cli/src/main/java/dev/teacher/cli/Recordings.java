package dev.teacher.cli;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.IoReason;
import dev.teacher.api.plugin.FrameFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The recordings that a file is or a folder holds, at any depth, in the order of their names. */
final class Recordings {
  private final FrameFiles files;
  private final List<Recording> found = new ArrayList<>();
  private final List<Path> others = new ArrayList<>();

  /**
   * A recording with its place below the folder that the user named.
   *
   * @param path of the recording
   * @param relative the folder that the user named is not repeated in it, those inside it are
   */
  record Recording(Path path, Path relative) {}

  private Recordings(FrameFiles files) {
    this.files = files;
  }

  /** Those of several files and folders; a data problem that names one without any. */
  static Recordings of(FrameFiles files, List<Path> inputs) {
    Recordings recordings = new Recordings(files);
    for (Path input : inputs) {
      int before = recordings.found.size();
      recordings.collect(input, input.toAbsolutePath().normalize().getFileName());
      if (recordings.found.size() == before) {
        throw Problem.data(
                Files.exists(input) ? "no landmark reader knows the format" : "no such file")
            .where(input.toAbsolutePath())
            .expected("a landmark file or folder, or a folder with some in it")
            .remedy("check the path; teacher plugins lists the formats")
            .exception();
      }
    }
    return recordings;
  }

  /** The recordings. */
  List<Recording> found() {
    return found;
  }

  /** Files below the named folders that are no recordings. */
  List<Path> others() {
    return others;
  }

  private void collect(Path path, Path relative) {
    if (files.knows(path)) {
      found.add(new Recording(path, relative));
    } else if (Files.isDirectory(path)) {
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
          .remedy("remove the link, or name the folders one by one")
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
}
