package dev.teacher.features.npz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * Checks the one number that {@link java.util.zip.ZipFile} believes: it takes 12 bytes for each
 * entry that the archive's ZIP64 end record counts before it looks at any, up to 25 GB (seen in JDK
 * 17). Signatures and offsets are those of APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16.
 */
final class EntryCount {
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int LOCATOR_OFFSET_AT = 8;
  private static final int END64 = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int END64_TOTAL_AT = 32;

  /** The smallest entry of the central directory. */
  private static final int ENTRY_BYTES = 46;

  /** The locator stands before the last record, which ends with a comment of up to 65535 bytes. */
  private static final int FARTHEST = LOCATOR_BYTES + 22 + 0xffff;

  private EntryCount() {}

  /** Refuses an archive that counts more entries than it has room for. */
  static void check(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long length = channel.size();
      long start = Math.max(0, length - FARTHEST);
      ByteBuffer end = read(channel, start, (int) (length - start));
      for (int at = 0; at <= end.limit() - LOCATOR_BYTES; at++) {
        if (end.getInt(at) == LOCATOR) {
          checkRecord(channel, end.getLong(at + LOCATOR_OFFSET_AT), length);
        }
      }
    }
  }

  private static void checkRecord(FileChannel channel, long at, long length) throws IOException {
    if (at < 0 || at > length - END64_BYTES) {
      return;
    }
    ByteBuffer record = read(channel, at, END64_BYTES);
    if (record.limit() == END64_BYTES && record.getInt(0) == END64) {
      long entries = record.getLong(END64_TOTAL_AT);
      if (entries < 0 || entries > length / ENTRY_BYTES) {
        throw new ZipException(
            "the archive counts "
                + Long.toUnsignedString(entries)
                + " entries in "
                + length
                + " bytes");
      }
    }
  }

  private static ByteBuffer read(FileChannel channel, long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
      // a channel may give less than was asked for
    }
    return bytes.flip();
  }
}
