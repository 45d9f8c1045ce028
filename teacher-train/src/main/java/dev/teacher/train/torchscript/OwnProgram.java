package dev.teacher.train.torchscript;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Refuses a TorchScript file that {@link TorchScriptWriter#writeInference} cannot have written.
 * Such a file holds code, which could write files: so nothing but the writer's own entries, pickled
 * classes and operations is taken, and the engine does not see the rest.
 */
public final class OwnProgram {
  private static final Pattern ENTRY =
      Pattern.compile(
          "model/(data\\.pkl|constants\\.pkl|version|byteorder|code/__torch__\\.py"
              + "|data/\\d{1,9}|extra/[A-Za-z0-9._-]{1,100})");
  private static final int LARGEST_TEXT = 32 << 20;
  private static final int MOST_ENTRIES = 100_000;
  private static final int END_BYTES = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;

  private final Path file;

  private OwnProgram(Path file) {
    this.file = file;
  }

  /** Throws a data problem that names the file and what is foreign in it. */
  public static void require(Path file) {
    OwnProgram program = new OwnProgram(file);
    try {
      program.requireOneReading();
      program.requireOwn();
    } catch (IOException e) {
      throw Problem.data("the file is no TorchScript archive that can be read")
          .where(file)
          .found(IoReason.of(e))
          .remedy("export the model again, or copy it again")
          .cause(e)
          .exception();
    }
  }

  /** What LibTorch reads must be what is checked here: a zip can be made to read in two ways. */
  private void requireOneReading() throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long end = in.length() - END_BYTES;
      if (end < LOCATOR_BYTES) {
        throw foreign("an archive", "a file of " + in.length() + " bytes");
      }
      byte[] bytes = new byte[LOCATOR_BYTES + END_BYTES];
      in.seek(end - LOCATOR_BYTES);
      in.readFully(bytes);
      ByteBuffer tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      long size = Integer.toUnsignedLong(tail.getInt(LOCATOR_BYTES + 12));
      long offset = Integer.toUnsignedLong(tail.getInt(LOCATOR_BYTES + 16));
      if (tail.getInt(0) == LOCATOR_SIGNATURE
          || tail.getInt(LOCATOR_BYTES) != END_SIGNATURE
          || tail.getInt(LOCATOR_BYTES + 4) != 0
          || tail.getShort(LOCATOR_BYTES + 20) != 0
          || offset + size != end) {
        throw foreign("an archive whose list of entries is its end", "another end");
      }
    }
  }

  private void requireOwn() throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw foreign("at most " + MOST_ENTRIES + " entries", zip.size());
      }
      Set<String> names = new HashSet<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (!ENTRY.matcher(name).matches() || entry.getMethod() != ZipEntry.STORED) {
          throw foreign("the entries of an exported model", "entry " + name);
        }
        if (!names.add(name)) {
          throw foreign("each entry once", "entry " + name + " twice");
        }
      }
      if (!Arrays.equals(bytes(zip, "model/constants.pkl"), Pickle.emptyTuple())) {
        throw foreign("no constants", "others");
      }
      String object = OwnPickle.foreign(bytes(zip, "model/data.pkl"));
      if (!object.isEmpty()) {
        throw foreign("a module with tensors", object);
      }
      String code = new String(bytes(zip, "model/code/__torch__.py"), StandardCharsets.UTF_8);
      String operation = OwnCode.foreign(code);
      if (!operation.isEmpty()) {
        throw foreign("operations that teacher prints", operation);
      }
    }
  }

  private byte[] bytes(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw foreign("entry " + name, "none");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(LARGEST_TEXT);
      if (in.read() >= 0) {
        throw foreign("at most " + LARGEST_TEXT + " bytes in " + name, "more of them");
      }
      return bytes;
    }
  }

  private TeacherException foreign(Object expected, Object found) {
    return Problem.data("the TorchScript file holds what teacher does not write; it is not run")
        .where(file)
        .expected(expected)
        .found(found)
        .remedy("export the model again with teacher export --to torchscript")
        .exception();
  }
}
