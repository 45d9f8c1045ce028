package dev.teacher.api.io;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes files and folders under a temporary name beside their place and moves them there when they
 * are complete. Whoever reads sees the old content or the new, never a half; a failure leaves
 * nothing behind. Folders above the place are made. Failures to write are usage problems that name
 * place and reason. Content reaches the disk before its name does, so that this holds when the
 * power fails too.
 */
public final class AtomicFiles {
  /** How temporary names end. */
  private static final String UNIQUE = "[0-9a-f-]{36}\\.tmp";

  private AtomicFiles() {}

  /** What writes the content. */
  @FunctionalInterface
  public interface Content<T> {
    /** Writes to {@code target}: a buffered stream, or an empty folder. */
    void writeTo(T target) throws IOException;
  }

  /** Writes a file, replacing one of that name. */
  public static void writeFile(Path file, Content<OutputStream> content) {
    atomically(
        file,
        temporary -> {
          Files.createFile(temporary);
          try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
            OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
            content.writeTo(buffered);
            buffered.flush();
            out.getFD().sync();
          }
          Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  /** Writes a new folder; one of that name with something in it is a usage problem. */
  public static void createFolder(Path folder, Content<Path> content) {
    atomically(
        folder,
        temporary -> {
          refuseOccupied(folder);
          fill(temporary, content);
          Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  /**
   * Writes a folder in place of what is there. The old folder is moved aside for the moment between
   * two renames, and deleted last; {@link #present} finds it if the program dies in that moment,
   * and the next replacement clears away what a dead program left. One program at a time may
   * replace a folder.
   */
  public static void replaceFolder(Path folder, Content<Path> content) {
    Path place = folder.toAbsolutePath();
    Path aside = aside(place);
    atomically(
        place,
        temporary -> {
          deleteLeftovers(place);
          fill(temporary, content);
          if (Files.exists(place)) {
            delete(aside);
            Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
          }
          try {
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
          } catch (IOException e) {
            if (Files.exists(aside)) {
              Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
          }
          delete(aside);
        });
  }

  /**
   * Where the content of a folder stands that {@link #replaceFolder} writes: the folder, or the old
   * one beside it if the program died between its two renames. The folder itself where neither is.
   */
  public static Path present(Path folder) {
    Path aside = aside(folder.toAbsolutePath());
    return Files.notExists(folder) && Files.exists(aside) ? aside : folder;
  }

  /**
   * Clears away what dead programs left in a folder, whatever they were writing there: temporary
   * files and folders, and old folders that were moved aside, which go back where no new one took
   * their place. No other program may be writing there; a folder that is missing is tidy.
   */
  public static void tidy(Path folder) {
    if (Files.notExists(folder)) {
      return;
    }
    try {
      for (Path left : matching(folder, Pattern.compile("\\..+\\." + UNIQUE))) {
        delete(left);
      }
      for (Path aside : matching(folder, Pattern.compile("\\..+\\.old"))) {
        String name = aside.getFileName().toString();
        Path place = aside.resolveSibling(name.substring(1, name.length() - ".old".length()));
        if (Files.exists(place)) {
          delete(aside);
        } else {
          Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static void atomically(Path place, Content<Path> step) {
    Path absolute = place.toAbsolutePath();
    Path temporary = temporary(absolute);
    try {
      try {
        Files.createDirectories(absolute.getParent());
        step.writeTo(temporary);
      } finally {
        delete(temporary);
      }
    } catch (IOException e) {
      throw unwritable(absolute, e);
    } catch (UncheckedIOException e) {
      throw unwritable(absolute, e.getCause());
    }
  }

  private static Path temporary(Path place) {
    return place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  private static Path aside(Path place) {
    return place.resolveSibling("." + place.getFileName() + ".old");
  }

  /** Temporary folders of a program that died while it wrote. */
  private static void deleteLeftovers(Path place) throws IOException {
    String name = Pattern.quote("." + place.getFileName() + ".");
    for (Path leftover : matching(place.getParent(), Pattern.compile(name + UNIQUE))) {
      delete(leftover);
    }
  }

  private static List<Path> matching(Path folder, Pattern name) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(p -> name.matcher(p.getFileName().toString()).matches()).toList();
    }
  }

  private static void fill(Path temporary, Content<Path> content) throws IOException {
    Files.createDirectory(temporary);
    content.writeTo(temporary);
    List<Path> files;
    try (Stream<Path> tree = Files.walk(temporary)) {
      files = tree.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }

  private static void refuseOccupied(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw Problem.usage("the folder exists and is not empty")
            .where(folder)
            .remedy("choose another folder, or delete this one")
            .exception();
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(tree)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  private static TeacherException unwritable(Path place, IOException e) {
    return Problem.usage("cannot write")
        .where(place)
        .found(IoReason.of(e))
        .remedy("make room or give permission there, or choose another place")
        .cause(e)
        .exception();
  }
}
