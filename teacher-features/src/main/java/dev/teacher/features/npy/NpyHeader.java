package dev.teacher.features.npy;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What stands before the numbers of a {@code .npy} file (NumPy enhancement proposal 1, format
 * versions 1.0 to 3.0): magic, version, length, and a Python dictionary, which is parsed as text
 * and never executed.
 *
 * @param type of the elements
 * @param fortranOrder whether the first index runs fastest
 * @param shape sizes, never negative
 * @param bytes of all elements
 * @param source the bytes that say so, from the first of the file to the one before the elements
 */
record NpyHeader(NpyType type, boolean fortranOrder, long[] shape, long bytes, byte[] source) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private static final int VERSION_BYTES = 2;

  /** Of the number that says how long the dictionary is, in version 1.0. */
  private static final int SHORT_SIZE_BYTES = 2;

  /** The same in later versions. */
  private static final int LONG_SIZE_BYTES = 4;

  /** No sane header of a plain array is longer; NumPy itself stops at 10,000. */
  private static final int LONGEST = 1 << 16;

  /** The number of elements. */
  long elements() {
    return bytes / type.bytes();
  }

  /** Whether another header describes the same array. */
  boolean sameAs(NpyHeader other) {
    return type.equals(other.type)
        && fortranOrder == other.fortranOrder
        && Arrays.equals(shape, other.shape);
  }

  /** Type, shape and order in words. */
  String text() {
    return type.text() + Arrays.toString(shape) + (fortranOrder ? " in Fortran order" : "");
  }

  /** Whether a file begins with NumPy's magic bytes. */
  static boolean hasMagic(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Reads and checks the header against the array's length; nothing else is allocated.
   *
   * @param in at the first byte; left at the first element
   * @param length of the array with its header, in bytes
   * @param where the array comes from
   */
  static NpyHeader read(InputStream in, long length, String where) throws IOException {
    byte[] first = in.readNBytes(MAGIC.length + VERSION_BYTES + SHORT_SIZE_BYTES);
    if (first.length == 0) {
      throw damaged(where, "a .npy file", "an empty file");
    }
    if (!Arrays.equals(Arrays.copyOf(first, MAGIC.length), MAGIC)) {
      throw Problem.data("not a .npy file")
          .where(where)
          .expected("NumPy's magic bytes \\x93NUMPY at the start")
          .found(first.length < MAGIC.length ? first.length + " bytes in all" : "other bytes")
          .remedy("save the landmarks with numpy.save")
          .exception();
    }
    byte[] version = Arrays.copyOfRange(first, MAGIC.length, MAGIC.length + VERSION_BYTES);
    boolean isKnown = version[0] >= 1 && version[0] <= 3 && version[1] == 0;
    if (first.length >= MAGIC.length + VERSION_BYTES && !isKnown) {
      throw Problem.data("unknown version of the .npy format")
          .where(where)
          .expected("1.0, 2.0 or 3.0")
          .found((version[0] & 0xff) + "." + (version[1] & 0xff))
          .exception();
    }
    byte[] rest = in.readNBytes(version[0] == 1 ? 0 : LONG_SIZE_BYTES - SHORT_SIZE_BYTES);
    byte[] start = join(first, rest);
    int sizeBytes = version[0] == 1 ? SHORT_SIZE_BYTES : LONG_SIZE_BYTES;
    if (start.length < MAGIC.length + VERSION_BYTES + sizeBytes) {
      throw damaged(where, "a header", "a file of " + length + " bytes");
    }
    ByteBuffer number = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int sizePlace = MAGIC.length + VERSION_BYTES;
    long size =
        sizeBytes == SHORT_SIZE_BYTES
            ? Short.toUnsignedInt(number.getShort(sizePlace))
            : Integer.toUnsignedLong(number.getInt(sizePlace));
    if (size > LONGEST || size > length - start.length) {
      throw damaged(
          where,
          "a header within the file, of at most " + LONGEST + " bytes",
          "a header of " + size + " bytes in a file of " + length);
    }
    byte[] text = in.readNBytes((int) size);
    if (text.length < size) {
      throw damaged(where, "a header of " + size + " bytes", "the end of the file");
    }
    Charset charset = version[0] == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    NpyDictionary dictionary = NpyDictionary.parse(new String(text, charset), where);
    return check(dictionary, join(start, text), length, where);
  }

  /**
   * Reads the header of the same array once more; where not a byte of it has changed, and the
   * length has not, nothing is parsed.
   *
   * @param in at the first byte; left at the first element
   * @param length of the array with its header, in bytes
   * @param where the array comes from
   */
  NpyHeader readAgain(InputStream in, long length, String where) throws IOException {
    byte[] now = in.readNBytes(source.length);
    return Arrays.equals(now, source) && length == source.length + bytes
        ? this
        : read(new SequenceInputStream(new ByteArrayInputStream(now), in), length, where);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static NpyHeader check(
      NpyDictionary dictionary, byte[] source, long length, String where) {
    NpyType type = dictionary.type();
    long bytes = type.bytes();
    try {
      for (long size : dictionary.shape()) {
        bytes = Math.multiplyExact(bytes, size);
      }
    } catch (ArithmeticException e) {
      throw Problem.data("the shape of a .npy file is impossible")
          .where(where)
          .found(Arrays.toString(dictionary.shape()))
          .remedy("save the file again")
          .cause(e)
          .exception();
    }
    long there = length - source.length;
    if (there != bytes) {
      throw Problem.data(
              there < bytes ? "a .npy file is cut off" : "a .npy file has bytes behind its array")
          .where(where)
          .expected(bytes + " bytes of numbers for shape " + Arrays.toString(dictionary.shape()))
          .found(there + " bytes")
          .remedy("copy or save the file again")
          .exception();
    }
    return new NpyHeader(type, dictionary.fortranOrder(), dictionary.shape(), bytes, source);
  }

  private static TeacherException damaged(String where, String expected, String found) {
    return Problem.data("a .npy file is damaged")
        .where(where)
        .expected(expected)
        .found(found)
        .remedy("copy or save the file again")
        .exception();
  }
}
