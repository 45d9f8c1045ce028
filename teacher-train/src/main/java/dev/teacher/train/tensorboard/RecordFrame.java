package dev.teacher.train.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The frame of a record in a TFRecord file: length (8 bytes, little-endian), its checksum (4), the
 * data, their checksum (4). Checksums are CRC-32C, masked as TensorFlow masks them
 * (tensorflow/core/lib/hash/crc32c.h): rotated right by 15 bits, plus a constant.
 */
final class RecordFrame {
  private static final int MASK = 0xa282ead8;

  private RecordFrame() {}

  static void write(OutputStream out, byte[] data) throws IOException {
    byte[] length = bytes(Long.BYTES).putLong(data.length).array();
    out.write(length);
    out.write(bytes(Integer.BYTES).putInt(checksum(length)).array());
    out.write(data);
    out.write(bytes(Integer.BYTES).putInt(checksum(data)).array());
  }

  static int checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
