package dev.teacher.features.npy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a float32 matrix as a {@code .npy} file of format version 1.0. */
public final class NpyWriter {
  private static final int ALIGNMENT = 64;

  private NpyWriter() {}

  /**
   * Writes a new file.
   *
   * @param file must not exist
   * @param values [rows, columns], row-major
   * @param columns of a row
   */
  public static void write(Path file, float[] values, int columns) throws IOException {
    if (columns < 1 || values.length % columns != 0) {
      throw new IllegalArgumentException(values.length + " values are no rows of " + columns);
    }
    String dictionary =
        "{'descr': '<f4', 'fortran_order': False, 'shape': ("
            + values.length / columns
            + ", "
            + columns
            + "), }";
    int before = 10; // magic, version, length
    int padding = ALIGNMENT - (before + dictionary.length() + 1) % ALIGNMENT;
    byte[] text = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer buffer =
        ByteBuffer.allocate(before + text.length + 4 * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    buffer.put((byte) 1).put((byte) 0).putShort((short) text.length).put(text);
    buffer.asFloatBuffer().put(values);
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(buffer.array());
    }
  }
}
