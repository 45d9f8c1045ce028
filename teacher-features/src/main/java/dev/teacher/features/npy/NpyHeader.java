package dev.teacher.features.npy;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.io.InputStream;
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
 */
record NpyHeader(NpyType type, boolean fortranOrder, long[] shape, long bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

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
    byte[] magic = in.readNBytes(MAGIC.length);
    if (magic.length == 0) {
      throw damaged(where, "a .npy file", "an empty file");
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw Problem.data("not a .npy file")
          .where(where)
          .expected("NumPy's magic bytes \\x93NUMPY at the start")
          .found(magic.length < MAGIC.length ? magic.length + " bytes in all" : "other bytes")
          .remedy("save the landmarks with numpy.save")
          .exception();
    }
    byte[] version = in.readNBytes(2);
    if (version.length == 2 && (version[0] < 1 || version[0] > 3 || version[1] != 0)) {
      throw Problem.data("unknown version of the .npy format")
          .where(where)
          .expected("1.0, 2.0 or 3.0")
          .found((version[0] & 0xff) + "." + (version[1] & 0xff))
          .exception();
    }
    int sizeBytes = version.length == 2 && version[0] == 1 ? 2 : 4;
    byte[] sizes = in.readNBytes(sizeBytes);
    if (sizes.length < sizeBytes) {
      throw damaged(where, "a header", "a file of " + length + " bytes");
    }
    ByteBuffer number = ByteBuffer.wrap(sizes).order(ByteOrder.LITTLE_ENDIAN);
    long size =
        sizeBytes == 2
            ? Short.toUnsignedInt(number.getShort())
            : Integer.toUnsignedLong(number.getInt());
    int start = MAGIC.length + 2 + sizeBytes;
    if (size > LONGEST || size > length - start) {
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
    return check(dictionary, start + (int) size, length, where);
  }

  private static NpyHeader check(NpyDictionary dictionary, int offset, long length, String where) {
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
    long there = length - offset;
    if (there != bytes) {
      throw Problem.data(
              there < bytes ? "a .npy file is cut off" : "a .npy file has bytes behind its array")
          .where(where)
          .expected(bytes + " bytes of numbers for shape " + Arrays.toString(dictionary.shape()))
          .found(there + " bytes")
          .remedy("copy or save the file again")
          .exception();
    }
    return new NpyHeader(type, dictionary.fortranOrder(), dictionary.shape(), bytes);
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
