package dev.teacher.features.pose;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file read from the front to the end, little-endian. */
final class PoseInput implements Closeable {
  private final BufferedInputStream in;
  private final long length;
  private long position;

  PoseInput(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    this.in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    this.length = channel.size();
  }

  /** How many bytes are left. */
  long left() {
    return length - position;
  }

  float float32() throws IOException {
    return bytes(Float.BYTES).getFloat();
  }

  int unsigned16() throws IOException {
    return Short.toUnsignedInt(bytes(Short.BYTES).getShort());
  }

  long unsigned32() throws IOException {
    return Integer.toUnsignedLong(bytes(Integer.BYTES).getInt());
  }

  /** A length in 16 bits and as many bytes of UTF-8. */
  String text() throws IOException {
    return StandardCharsets.UTF_8.decode(bytes(unsigned16())).toString();
  }

  void skip(long count) throws IOException {
    require(count);
    in.skipNBytes(count);
    position += count;
  }

  /** The next bytes; allocates no more than are left. */
  ByteBuffer bytes(int count) throws IOException {
    require(count);
    return ByteBuffer.wrap(fill(new byte[count], count)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Fills an array with the next numbers. */
  void floats(float[] into, byte[] scratch) throws IOException {
    int count = into.length * Float.BYTES;
    require(count);
    ByteBuffer.wrap(fill(scratch, count)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(into);
  }

  private byte[] fill(byte[] into, int count) throws IOException {
    if (in.readNBytes(into, 0, count) < count) {
      throw new EOFException("the file became shorter");
    }
    position += count;
    return into;
  }

  private void require(long count) throws EOFException {
    if (count > left()) {
      throw new EOFException(
          "the file ends at byte " + length + ", where " + (count - left()) + " more are needed");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
