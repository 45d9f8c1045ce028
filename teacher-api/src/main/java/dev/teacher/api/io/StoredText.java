package dev.teacher.api.io;

import dev.teacher.api.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files that a stranger may have made: no larger than what they are for, and UTF-8. */
public final class StoredText {
  private StoredText() {}

  /**
   * The text of a file; a data problem if it is longer than {@code largest} bytes, no regular file
   * or no text.
   */
  public static String read(Path file, int largest) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes(file, largest)))
          .toString();
    } catch (IOException e) {
      throw Problem.data("cannot read a file of the run")
          .where(file)
          .found(IoReason.of(e))
          .remedy("restore the file, or use another checkpoint")
          .cause(e)
          .exception();
    }
  }

  /** Its bytes, which may end in the midst of a letter; errors as above. */
  public static byte[] bytes(Path file, int largest) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("no regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(largest);
      if (in.read() >= 0) {
        throw new IOException("longer than " + largest + " bytes");
      }
      return bytes;
    }
  }
}
