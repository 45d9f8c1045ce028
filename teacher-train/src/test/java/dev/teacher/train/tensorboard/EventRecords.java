package dev.teacher.train.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * What the one event file of a folder says, read with the protocol buffers' own parser.
 *
 * @param values each {@code Summary.Value} under its step and tag: {@code 80 train/loss}
 */
public record EventRecords(Map<String, UnknownFieldSet> values) {
  /** Reads it. */
  public static EventRecords of(Path folder) throws IOException {
    List<Path> found = EventFiles.in(folder);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " event files");
    }
    Map<String, UnknownFieldSet> values = new TreeMap<>();
    for (UnknownFieldSet event : EventFiles.read(found.get(0))) {
      for (ByteString summary : event.getField(5).getLengthDelimitedList()) {
        UnknownFieldSet value = message(UnknownFieldSet.parseFrom(summary), 1);
        String tag = value.getField(1).getLengthDelimitedList().get(0).toStringUtf8();
        values.put(event.getField(2).getVarintList().get(0) + " " + tag, value);
      }
    }
    return new EventRecords(values);
  }

  /** The numbers. */
  public Map<String, Float> scalars() {
    Map<String, Float> scalars = new TreeMap<>();
    values.forEach(
        (key, value) ->
            value
                .getField(2)
                .getFixed32List()
                .forEach(bits -> scalars.put(key, Float.intBitsToFloat(bits))));
    return scalars;
  }

  /** Smallest, largest, count, sum and sum of squares of a histogram. */
  public double[] moments(String key) throws IOException {
    UnknownFieldSet histogram = message(values.get(key), 5);
    return DoubleStream.of(1, 2, 3, 4, 5)
        .map(f -> Double.longBitsToDouble(histogram.getField((int) f).getFixed64List().get(0)))
        .toArray();
  }

  /** A text. */
  public String text(String key) throws IOException {
    UnknownFieldSet tensor = message(values.get(key), 8);
    return tensor.getField(8).getLengthDelimitedList().get(0).toStringUtf8();
  }

  private static UnknownFieldSet message(UnknownFieldSet outer, int field) throws IOException {
    return UnknownFieldSet.parseFrom(outer.getField(field).getLengthDelimitedList().get(0));
  }
}
