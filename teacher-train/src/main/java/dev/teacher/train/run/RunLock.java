package dev.teacher.train.run;

import dev.teacher.api.error.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Lets one program at a time train in a run folder. The operating system takes the lock back when
 * the program ends, however it ends; the file {@code .lock}, which says who had it, stays.
 *
 * @param file the lock's
 */
record RunLock(Path file) {
  static final String NAME = ".lock";

  /** Past every content, which can be read while others hold the lock, whatever the system. */
  private static final long PLACE = Long.MAX_VALUE - 1;

  /**
   * Does something that no other program may do at the same time; refused if one does.
   *
   * @param notices told where the file system has no locks
   */
  <T> T holding(Consumer<String> notices, Supplier<T> use) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (!isTaken(channel, notices)) {
        throw Problem.usage("another program is training in this run folder")
            .where(file.toAbsolutePath().normalize().getParent())
            .found("process " + holder(channel) + " holds " + NAME)
            .remedy("wait for its end, or stop it; or name another folder with --out")
            .exception();
      }
      channel.truncate(0);
      channel.write(ascii(ProcessHandle.current().pid() + "\n"), 0);
      return use.get();
    }
  }

  private static boolean isTaken(FileChannel channel, Consumer<String> notices) {
    try {
      return channel.tryLock(PLACE, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false; // this program has it
    } catch (IOException e) {
      notices.accept(
          "no lock on the run folder, since its file system has none ("
              + e.getMessage()
              + "): see to it that no other training uses it");
      return true;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(32);
    channel.read(content, 0);
    return new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
