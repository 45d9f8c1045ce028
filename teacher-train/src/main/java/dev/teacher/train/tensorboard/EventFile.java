package dev.teacher.train.tensorboard;

import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

/**
 * An event file of TensorBoard, which shows everything that lies in a folder below {@code
 * --logdir}: {@code events.out.tfevents.<seconds>.<host>}. Each record is whole when {@link #flush}
 * returns. Used by one thread; closing twice is allowed.
 *
 * <p>A training that goes on opens a file of its own beside the first one, and says from which step
 * on it counts; TensorBoard then forgets what the first one said of later steps.
 */
public final class EventFile implements AutoCloseable {
  private final Path file;
  private final Clock clock;
  private final OutputStream out;

  private EventFile(Path file, Clock clock, OutputStream out) {
    this.file = file;
    this.clock = clock;
    this.out = out;
  }

  /** Opens a file of a training from its first step on. */
  public static EventFile create(Path folder) {
    return open(folder, Clock.systemUTC(), 0);
  }

  /** Opens one more file, of a training that goes on. */
  public static EventFile resume(Path folder, long firstStep) {
    return open(folder, Clock.systemUTC(), firstStep);
  }

  static EventFile open(Path folder, Clock clock, long firstStep) {
    Path file = free(folder, clock.instant().getEpochSecond());
    try {
      OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
      EventFile events = new EventFile(file, clock, out);
      events.write(EventMessage.version(events.now()));
      if (firstStep > 0) {
        events.write(EventMessage.restart(events.now(), firstStep));
      }
      events.flush();
      return events;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** TensorBoard reads files in the order of their names, so seconds come before numbers. */
  private static Path free(Path folder, long seconds) {
    String name =
        "events.out.tfevents." + String.format(Locale.ROOT, "%010d", seconds) + "." + host();
    Path file = folder.resolve(name);
    for (int i = 2; Files.exists(file); i++) {
      file = folder.resolve(name + "." + i);
    }
    return file;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
    } catch (UnknownHostException e) {
      return "localhost"; // a computer need not have a name; the file's name is for people
    }
  }

  /** The file. */
  public Path path() {
    return file;
  }

  /**
   * A number at a step.
   *
   * @param tag its name; what stands before a slash groups
   */
  public void scalar(String tag, long step, double value) {
    write(EventMessage.scalar(now(), step, tag, (float) value));
  }

  /** How numbers are distributed at a step. Those that are not finite are left out. */
  public void histogram(String tag, long step, float[] values) {
    write(EventMessage.histogram(now(), step, tag, Distribution.of(values)));
  }

  /** A text at a step, in Markdown. */
  public void text(String tag, long step, String markdown) {
    write(EventMessage.text(now(), step, tag, markdown));
  }

  /** Hands everything to the operating system. */
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private void write(byte[] event) {
    try {
      RecordFrame.write(out, event);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private double now() {
    Instant now = clock.instant();
    return now.getEpochSecond() + now.getNano() / 1e9;
  }

  private static RuntimeException unwritable(Path file, IOException e) {
    return Problem.usage("cannot write the events for TensorBoard")
        .where(file)
        .found(IoReason.of(e))
        .remedy("make room, or name a folder with --out that you may write")
        .cause(e)
        .exception();
  }
}
