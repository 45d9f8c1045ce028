package dev.teacher.features.npy;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
 * @param offset of the first element in the file
 * @param bytes of all elements
 */
record NpyHeader(NpyType type, boolean fortranOrder, long[] shape, int offset, long bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** No sane header of a plain array is longer; NumPy itself stops at 10,000. */
  private static final int LONGEST = 1 << 16;

  /** Whether a file begins with NumPy's magic bytes. */
  static boolean hasMagic(FileChannel channel) throws IOException {
    byte[] start = new byte[MAGIC.length];
    return fill(channel, ByteBuffer.wrap(start), 0) && Arrays.equals(start, MAGIC);
  }

  /** Reads and checks the header against the file's length; nothing else is allocated. */
  static NpyHeader read(FileChannel channel, Path file) throws IOException {
    long length = channel.size();
    if (length == 0) {
      throw damaged(file, "a .npy file", "an empty file");
    }
    if (!hasMagic(channel)) {
      throw Problem.data("not a .npy file")
          .where(file)
          .expected("NumPy's magic bytes \\x93NUMPY at the start")
          .found(length < MAGIC.length ? "a file of " + length + " bytes" : "other bytes")
          .remedy("save the landmarks with numpy.save")
          .exception();
    }
    ByteBuffer fixed = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
    boolean complete = fill(channel, fixed.limit(4), MAGIC.length);
    int major = fixed.get(0);
    int minor = fixed.get(1);
    if (complete && (major < 1 || major > 3 || minor != 0)) {
      throw Problem.data("unknown version of the .npy format")
          .where(file)
          .expected("1.0, 2.0 or 3.0")
          .found((major & 0xff) + "." + (minor & 0xff))
          .exception();
    }
    int sizeBytes = major == 1 ? 2 : 4;
    complete = complete && fill(channel, fixed.clear().limit(2 + sizeBytes), MAGIC.length);
    int start = MAGIC.length + 2 + sizeBytes;
    if (!complete) {
      throw damaged(file, "a header", "a file of " + length + " bytes");
    }
    long size =
        major == 1
            ? Short.toUnsignedInt(fixed.getShort(2))
            : Integer.toUnsignedLong(fixed.getInt(2));
    if (size > LONGEST || size > length - start) {
      throw damaged(
          file,
          "a header within the file, of at most " + LONGEST + " bytes",
          "a header of " + size + " bytes in a file of " + length);
    }
    byte[] text = new byte[(int) size];
    if (!fill(channel, ByteBuffer.wrap(text), start)) {
      throw damaged(file, "a header of " + size + " bytes", "the end of the file");
    }
    Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    NpyDictionary dictionary = NpyDictionary.parse(new String(text, charset), file);
    return check(dictionary, start + (int) size, length, file);
  }

  private static NpyHeader check(NpyDictionary dictionary, int offset, long length, Path file) {
    NpyType type = dictionary.type();
    long bytes = type.bytes();
    try {
      for (long size : dictionary.shape()) {
        bytes = Math.multiplyExact(bytes, size);
      }
    } catch (ArithmeticException e) {
      throw Problem.data("the shape of a .npy file is impossible")
          .where(file)
          .found(Arrays.toString(dictionary.shape()))
          .remedy("save the file again")
          .cause(e)
          .exception();
    }
    long there = length - offset;
    if (there != bytes) {
      throw Problem.data(
              there < bytes ? "a .npy file is cut off" : "a .npy file has bytes behind its array")
          .where(file)
          .expected(bytes + " bytes of numbers for shape " + Arrays.toString(dictionary.shape()))
          .found(there + " bytes")
          .remedy("copy or save the file again")
          .exception();
    }
    return new NpyHeader(type, dictionary.fortranOrder(), dictionary.shape(), offset, bytes);
  }

  /** Reads from {@code position} until the buffer is full; false where the file ends before. */
  static boolean fill(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        return false;
      }
      at += count;
    }
    return true;
  }

  private static TeacherException damaged(Path file, String expected, String found) {
    return Problem.data("a .npy file is damaged")
        .where(file)
        .expected(expected)
        .found(found)
        .remedy("copy or save the file again")
        .exception();
  }
}
