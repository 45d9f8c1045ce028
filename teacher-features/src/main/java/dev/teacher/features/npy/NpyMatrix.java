package dev.teacher.features.npy;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A {@code .npy} array as a float32 matrix [rows, columns], number by number as it stands in the
 * file; nothing is checked to be finite. The first index of the array counts the rows, all others
 * together the columns; an array of one dimension is one row. Every type of real numbers, byte
 * order, memory order and version of the format is read. What has more digits than float32 is
 * rounded to the nearest, and is infinite beyond its range.
 *
 * <p>Header and length are checked when opened. Nothing is kept open between calls.
 */
public final class NpyMatrix {
  /** What an array of Java can hold. */
  private static final int MOST_ELEMENTS = Integer.MAX_VALUE - 8;

  private final NpyInput input;
  private final NpyHeader header;
  private final int rows;
  private final int columns;

  /** Takes the rows of a matrix piece by piece. */
  @FunctionalInterface
  public interface Chunk {
    /**
     * Takes some rows.
     *
     * @param first number of the first of them
     * @param count how many there are
     * @param values begins with these rows, row-major; it is filled anew for the next ones, so copy
     *     what is to be kept
     */
    void rows(int first, int count, float[] values);
  }

  private NpyMatrix(NpyInput input, NpyHeader header) {
    this.input = input;
    this.header = header;
    this.rows = header.shape().length < 2 ? 1 : (int) header.shape()[0];
    this.columns = (int) (header.elements() / rows);
  }

  /**
   * Opens an array of at least one element.
   *
   * @throws TeacherException a data problem if it cannot be read, is damaged, empty or too large
   *     for an array of Java, holds anything but real numbers, or promises more of them than its
   *     container can hold
   */
  public static NpyMatrix open(NpyInput input) {
    try (InputStream in = input.open()) {
      NpyHeader header = NpyHeader.read(in, input.length(), input.location());
      checkSize(input, header);
      return new NpyMatrix(input, header);
    } catch (IOException e) {
      throw unreadable(input.location(), e);
    }
  }

  private static void checkSize(NpyInput input, NpyHeader header) throws IOException {
    String shape = "shape " + Arrays.toString(header.shape());
    if (header.elements() == 0) {
      throw Problem.data("a recording has no frames")
          .where(input.location())
          .expected("at least one number")
          .found(shape)
          .remedy("remove the recording or record it again")
          .exception();
    }
    if (header.elements() > MOST_ELEMENTS) {
      throw Problem.data("a recording is too long")
          .where(input.location())
          .expected("at most " + MOST_ELEMENTS + " numbers")
          .found(shape)
          .remedy("cut it into pieces")
          .exception();
    }
    long bytes = header.elements() * Float.BYTES;
    if (bytes > input.mostBytes()) {
      throw Problem.data("an archive promises far more numbers than its size can hold")
          .where(input.location())
          .expected("at most " + input.mostBytes() + " bytes of float32")
          .found(bytes + " bytes, " + shape)
          .remedy("save the array uncompressed, with numpy.save or numpy.savez")
          .exception();
    }
  }

  /** A copy of the array's shape, as its header gives it. */
  public long[] shape() {
    return header.shape().clone();
  }

  /** The number of rows, at least 1. */
  public int rows() {
    return rows;
  }

  /** The number of columns, at least 1. */
  public int columns() {
    return columns;
  }

  /**
   * Whether it is a file of its own whose bytes are the matrix: float32, little-endian, C order.
   */
  boolean isPlain() {
    return input.plainFile().isPresent()
        && header.type().equals(new NpyType('f', Float.BYTES, ByteOrder.LITTLE_ENDIAN))
        && !header.fortranOrder();
  }

  /** The file of a {@link #isPlain plain} matrix. */
  Path file() {
    return input.plainFile().orElseThrow();
  }

  /**
   * Reads the header again, and refuses that of another array.
   *
   * @param in at the first byte; left at the first element
   * @param length of the array with its header, in bytes
   */
  void requireSame(InputStream in, long length) throws IOException {
    NpyElements.requireSame(input, header, header.readAgain(in, length, input.location()));
  }

  /** The file, or the archive with the array's name. */
  public String location() {
    return input.location();
  }

  /**
   * Reads the whole matrix, row-major.
   *
   * @throws TeacherException a data problem if the file cannot be read any more, or changed
   */
  public float[] read() {
    try {
      input.beforeTaking((long) Float.BYTES * rows * columns);
    } catch (IOException e) {
      throw unreadable(input.location(), e);
    }
    try (NpyElements elements = NpyElements.reopen(input, header)) {
      float[] values = new float[rows * columns];
      if (header.fortranOrder() && header.shape().length > 1) {
        FortranOrder.read(elements, header.shape(), values);
      } else {
        elements.next(values, 0, values.length);
      }
      elements.requireEnd();
      return values;
    } catch (IOException e) {
      throw unreadable(input.location(), e);
    }
  }

  /**
   * Reads the rows in their order, some at a time, so that the matrix need not fit into memory. An
   * array in Fortran order, whose rows are scattered over the file, is held as a whole all the
   * same.
   *
   * @throws TeacherException a data problem if the file cannot be read any more, or changed; rows
   *     may have been taken before
   */
  public void forEachChunk(Chunk chunk) {
    if (header.fortranOrder()) {
      chunk.rows(0, rows, read());
      return;
    }
    try (NpyElements elements = NpyElements.reopen(input, header)) {
      int step = Math.min(rows, Math.max(1, elements.chunk() / columns));
      float[] values = new float[step * columns];
      for (int first = 0; first < rows; first += step) {
        int count = Math.min(step, rows - first);
        elements.next(values, 0, count * columns);
        chunk.rows(first, count, values);
      }
      elements.requireEnd();
    } catch (IOException e) {
      throw unreadable(input.location(), e);
    }
  }

  static TeacherException unreadable(String location, IOException e) {
    return Problem.data("cannot read a .npy array")
        .where(location)
        .found(IoReason.of(e))
        .remedy("check the path and the permissions, or copy the file again")
        .cause(e)
        .exception();
  }
}
