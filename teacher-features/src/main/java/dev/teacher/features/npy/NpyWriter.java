package dev.teacher.features.npy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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
    try (OutputStream raw =
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(raw, 1 << 16)) {
      write(out, values, columns);
    }
  }

  /**
   * Writes the bytes of a file.
   *
   * @param out not closed
   * @param values [rows, columns], row-major
   * @param columns of a row
   */
  public static void write(OutputStream out, float[] values, int columns) throws IOException {
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
    byte[] start = new byte[before];
    ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    header.put((byte) 1).put((byte) 0).putShort((short) text.length);
    out.write(start);
    out.write(text);
    byte[] row = new byte[Float.BYTES * columns];
    FloatBuffer numbers = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (int from = 0; from < values.length; from += columns) {
      numbers.clear().put(values, from, columns);
      out.write(row);
    }
  }
}
