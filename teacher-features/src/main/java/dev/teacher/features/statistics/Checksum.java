package dev.teacher.features.statistics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.zip.CRC32C;

/**
 * CRC-32C (RFC 3720, appendix B.4) over float32 numbers in little-endian order: tells whether the
 * content of a file has changed.
 */
public final class Checksum {
  private static final int PIECE = 1 << 14;

  private final CRC32C crc = new CRC32C();
  private final ByteBuffer bytes =
      ByteBuffer.allocate(Float.BYTES * PIECE).order(ByteOrder.LITTLE_ENDIAN);

  /** Of numbers alone. */
  public static int of(float[] values) {
    Checksum checksum = new Checksum();
    checksum.add(FloatBuffer.wrap(values));
    return checksum.value();
  }

  /** Adds numbers. */
  public void add(FloatBuffer values) {
    FloatBuffer target = bytes.clear().asFloatBuffer();
    while (values.hasRemaining()) {
      int count = Math.min(PIECE, values.remaining());
      target.clear().put(values.slice(values.position(), count));
      values.position(values.position() + count);
      crc.update(bytes.clear().limit(Float.BYTES * count));
    }
  }

  /** Adds numbers that lie in memory as they are counted: float32 in little-endian bytes. */
  void add(ByteBuffer values) {
    crc.update(values);
  }

  /** Forgets all numbers. */
  public void reset() {
    crc.reset();
  }

  /** The checksum of the numbers so far. */
  public int value() {
    return (int) crc.getValue();
  }
}
