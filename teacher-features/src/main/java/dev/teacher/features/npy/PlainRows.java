package dev.teacher.features.npy;

import dev.teacher.api.error.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Reads the rows of a file whose numbers stand there as they are used, float32 in little-endian
 * bytes and C order, with one copy out of the page cache and none after. One buffer serves any
 * number of files; it fits into the second-level cache. (Measured on files in the page cache:
 * mapping them takes as long or longer, since each page is set up to be read once; and a mapped
 * file that is cut off while it is read ends the program.)
 */
public final class PlainRows {
  private static final int BYTES = 1 << 17;

  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

  /**
   * Hands out the rows in pieces; false, and nothing handed out, if the file is not of this kind.
   *
   * @param rows takes whole rows, float32 in little-endian bytes, valid during the call
   * @throws dev.teacher.api.error.TeacherException a data problem if the file cannot be read any
   *     more, or changed
   */
  public boolean read(NpyFeatures features, Consumer<ByteBuffer> rows) {
    NpyMatrix matrix = features.matrix();
    if (!matrix.isPlain()) {
      return false;
    }
    int row = Float.BYTES * matrix.columns();
    int size = Math.max(1, BYTES / row) * row;
    if (buffer.capacity() < size) {
      buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    }
    try (FileChannel file = FileChannel.open(matrix.file(), StandardOpenOption.READ)) {
      matrix.requireSame(Channels.newInputStream(file), file.size());
      long left = (long) row * matrix.rows();
      while (left > 0) {
        buffer.clear().limit((int) Math.min(size, left));
        left -= buffer.limit();
        fill(file, matrix);
        rows.accept(buffer.flip());
      }
      return true;
    } catch (IOException e) {
      throw NpyMatrix.unreadable(matrix.location(), e);
    }
  }

  private void fill(FileChannel file, NpyMatrix matrix) throws IOException {
    while (buffer.hasRemaining()) {
      if (file.read(buffer) < 0) {
        throw Problem.data("a .npy file is cut off: it ended while it was read")
            .where(matrix.location())
            .expected((long) Float.BYTES * matrix.rows() * matrix.columns() + " bytes of numbers")
            .found("fewer")
            .remedy("copy or save the file again")
            .exception();
      }
    }
  }
}
