package dev.teacher.model.onnx;

import dev.teacher.api.error.Problem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that are either there whole or not there. */
final class WholeFile {
  private WholeFile() {}

  /** Writes the content of a file. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes beside the place, then moves; what failed half-way is removed. */
  static void write(Path file, Content content) {
    if (Files.isDirectory(file)) {
      throw Problem.usage("cannot write a file where a folder is")
          .where(file)
          .remedy("name a file in it")
          .exception();
    }
    Path target = file.toAbsolutePath();
    Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(part, StandardOpenOption.CREATE_NEW), 1 << 16)) {
        content.writeTo(out);
      }
      move(part, target);
    } catch (IOException e) {
      throw unwritable(file, e);
    } finally {
      remove(part, file);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void remove(Path part, Path file) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static RuntimeException unwritable(Path file, IOException cause) {
    String found =
        cause instanceof NoSuchFileException
            ? "no such folder: " + file.toAbsolutePath().getParent()
            : cause instanceof AccessDeniedException ? "no permission" : cause.toString();
    return Problem.usage("cannot write the file")
        .where(file)
        .found(found)
        .remedy("name a place that exists, may be written and has room")
        .cause(cause)
        .exception();
  }
}
