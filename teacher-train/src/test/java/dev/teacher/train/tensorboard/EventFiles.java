package dev.teacher.train.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads event files as TensorBoard does, with the protocol buffers' own parser. */
public final class EventFiles {
  private static final int STEP = 2;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  private EventFiles() {}

  /** The events of a file, up to the end or to a record that is cut short. */
  public static List<UnknownFieldSet> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<UnknownFieldSet> events = new ArrayList<>();
    while (bytes.remaining() >= 16) {
      byte[] length = new byte[8];
      bytes.get(length);
      requireSame(bytes.getInt(), RecordFrame.checksum(length));
      byte[] data = new byte[ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt()];
      if (bytes.remaining() < data.length + 4) {
        break;
      }
      bytes.get(data);
      requireSame(bytes.getInt(), RecordFrame.checksum(data));
      events.add(UnknownFieldSet.parseFrom(data));
    }
    return events;
  }

  private static void requireSame(int found, int expected) {
    if (found != expected) {
      throw new AssertionError("checksum " + found + " instead of " + expected);
    }
  }

  /** The event files of a folder, in the order in which they are read. */
  public static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().contains("tfevents")).sorted().toList();
    }
  }

  /**
   * What is shown of a folder, each as step and tag: where a training says that it goes on from a
   * step, what was said of this and later ones before is forgotten.
   */
  public static List<String> shown(Path folder) throws IOException {
    List<UnknownFieldSet> shown = new ArrayList<>();
    for (Path file : in(folder)) {
      for (UnknownFieldSet event : read(file)) {
        if (event.hasField(SESSION_LOG)) {
          shown.removeIf(one -> step(one) >= step(event));
        } else if (event.hasField(SUMMARY)) {
          shown.add(event);
        }
      }
    }
    List<String> names = new ArrayList<>();
    for (UnknownFieldSet event : shown) {
      ByteString summary = event.getField(SUMMARY).getLengthDelimitedList().get(0);
      UnknownFieldSet value = message(UnknownFieldSet.parseFrom(summary), 1);
      names.add(step(event) + " " + tag(value));
    }
    return names;
  }

  private static long step(UnknownFieldSet event) {
    return event.getField(STEP).getVarintList().get(0);
  }

  private static String tag(UnknownFieldSet value) {
    return value.getField(1).getLengthDelimitedList().get(0).toStringUtf8();
  }

  private static UnknownFieldSet message(UnknownFieldSet outer, int field) throws IOException {
    return UnknownFieldSet.parseFrom(outer.getField(field).getLengthDelimitedList().get(0));
  }
}
