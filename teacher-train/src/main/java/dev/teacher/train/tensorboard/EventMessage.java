package dev.teacher.train.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The messages of TensorFlow's {@code event.proto}, {@code summary.proto} and {@code tensor.proto}
 * that stand in event files, as protocol buffers. Only the fields that TensorBoard shows are
 * written, so a dozen field numbers take the place of generated classes.
 */
final class EventMessage {
  /** What every event file begins with. */
  static final String VERSION = "brain.Event:2";

  // Event
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  // SessionLog
  private static final int STATUS = 1;
  private static final int STATUS_START = 1;
  // Summary and Summary.Value
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int HISTOGRAM = 5;
  private static final int TENSOR = 8;
  private static final int METADATA = 9;
  // SummaryMetadata and its PluginData
  private static final int PLUGIN_DATA = 1;
  private static final int PLUGIN_NAME = 1;
  // TensorProto
  private static final int DTYPE = 1;
  private static final int DTYPE_STRING = 7;
  private static final int SHAPE = 2;
  private static final int STRING_VALUE = 8;
  // TensorShapeProto and its Dim
  private static final int DIMENSION = 2;
  private static final int SIZE = 1;
  // HistogramProto
  private static final int MIN = 1;
  private static final int MAX = 2;
  private static final int COUNT = 3;
  private static final int SUM = 4;
  private static final int SUM_OF_SQUARES = 5;
  private static final int LIMITS = 6;
  private static final int COUNTS = 7;

  private EventMessage() {}

  /** Writes the fields of one message. */
  @FunctionalInterface
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  static byte[] version(double time) {
    return message(
        out -> {
          out.writeDouble(WALL_TIME, time);
          out.writeString(FILE_VERSION, VERSION);
        });
  }

  /** From this step on, earlier files of the folder do not count. */
  static byte[] restart(double time, long step) {
    return message(
        out -> {
          out.writeDouble(WALL_TIME, time);
          out.writeInt64(STEP, step);
          out.writeByteArray(SESSION_LOG, message(log -> log.writeEnum(STATUS, STATUS_START)));
        });
  }

  static byte[] scalar(double time, long step, String tag, float value) {
    return summary(time, step, tag, out -> out.writeFloat(SIMPLE_VALUE, value));
  }

  static byte[] histogram(double time, long step, String tag, Distribution distribution) {
    return summary(time, step, tag, out -> out.writeByteArray(HISTOGRAM, histogram(distribution)));
  }

  static byte[] text(double time, long step, String tag, String text) {
    return summary(
        time,
        step,
        tag,
        out -> {
          byte[] plugin = message(data -> data.writeString(PLUGIN_NAME, "text"));
          out.writeByteArray(TENSOR, tensor(text));
          out.writeByteArray(METADATA, message(meta -> meta.writeByteArray(PLUGIN_DATA, plugin)));
        });
  }

  private static byte[] summary(double time, long step, String tag, Fields content) {
    byte[] value =
        message(
            out -> {
              out.writeString(TAG, tag);
              content.write(out);
            });
    return message(
        out -> {
          out.writeDouble(WALL_TIME, time);
          out.writeInt64(STEP, step);
          out.writeByteArray(SUMMARY, message(summary -> summary.writeByteArray(VALUE, value)));
        });
  }

  /** A vector of one string, the form in which TensorBoard expects texts. */
  private static byte[] tensor(String text) {
    byte[] dimension = message(out -> out.writeInt64(SIZE, 1));
    return message(
        out -> {
          out.writeEnum(DTYPE, DTYPE_STRING);
          out.writeByteArray(SHAPE, message(shape -> shape.writeByteArray(DIMENSION, dimension)));
          out.writeByteArray(STRING_VALUE, text.getBytes(StandardCharsets.UTF_8));
        });
  }

  private static byte[] histogram(Distribution numbers) {
    return message(
        out -> {
          out.writeDouble(MIN, numbers.min());
          out.writeDouble(MAX, numbers.max());
          out.writeDouble(COUNT, (double) numbers.count());
          out.writeDouble(SUM, numbers.sum());
          out.writeDouble(SUM_OF_SQUARES, numbers.sumOfSquares());
          packed(out, LIMITS, numbers.limits());
          packed(out, COUNTS, numbers.counts());
        });
  }

  private static void packed(CodedOutputStream out, int field, List<? extends Number> numbers)
      throws IOException {
    out.writeByteArray(
        field,
        message(
            inner -> {
              for (Number number : numbers) {
                inner.writeDoubleNoTag(number.doubleValue());
              }
            }));
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }
}
