package dev.teacher.model.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Refuses an ONNX file that keeps tensors in other files, which ONNX Runtime would open, or whose
 * properties are larger than any that this program writes. Walks over the file's messages, wherever
 * a tensor may stand, without reading the tensors.
 */
final class SelfContained {
  private static final int MOST_PROPERTIES = 100;
  private static final int LARGEST_PROPERTY = 8 << 20;

  /** Messages within messages; protobuf itself takes no more. */
  private static final int DEEPEST = 100;

  private static final int TENSOR_EXTERNAL_DATA = 13;
  private static final int TENSOR_LOCATION = 14;
  private static final int MODEL_PROPERTY = 14;

  /** The messages on the way to tensors, with the field numbers of {@code onnx.proto}. */
  private enum Message {
    MODEL,
    TRAINING,
    FUNCTION,
    GRAPH,
    NODE,
    ATTRIBUTE,
    SPARSE_TENSOR,
    TENSOR;

    private static final Map<Message, Map<Integer, Message>> FIELDS =
        Map.of(
            MODEL, Map.of(7, GRAPH, 20, TRAINING, 25, FUNCTION),
            TRAINING, Map.of(1, GRAPH, 2, GRAPH),
            FUNCTION, Map.of(7, NODE, 11, ATTRIBUTE),
            GRAPH, Map.of(1, NODE, 5, TENSOR, 15, SPARSE_TENSOR),
            NODE, Map.of(5, ATTRIBUTE),
            ATTRIBUTE,
                Map.of(
                    5,
                    TENSOR,
                    6,
                    GRAPH,
                    10,
                    TENSOR,
                    11,
                    GRAPH,
                    22,
                    SPARSE_TENSOR,
                    23,
                    SPARSE_TENSOR),
            SPARSE_TENSOR, Map.of(1, TENSOR, 2, TENSOR),
            TENSOR, Map.of());

    Message at(int field) {
      return FIELDS.get(this).get(field);
    }
  }

  private final CodedInputStream in;
  private final Path file;
  private int properties;

  private SelfContained(CodedInputStream in, Path file) {
    this.in = in;
    this.file = file;
  }

  /** Throws a data problem that names the file. */
  static void require(Path file) {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      CodedInputStream in = CodedInputStream.newInstance(stream);
      in.setSizeLimit(Integer.MAX_VALUE);
      new SelfContained(in, file).walk(Message.MODEL, 0);
    } catch (IOException e) {
      throw OnnxFormat.unusable(file, e);
    }
  }

  private void walk(Message message, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw refused("at most " + DEEPEST + " messages within each other", "more of them");
    }
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      boolean sized = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      Message inner = message.at(field);
      if (sized && inner != null) {
        int before = in.pushLimit(in.readRawVarint32());
        walk(inner, depth + 1);
        in.checkLastTagWas(0);
        in.popLimit(before);
      } else if (sized) {
        int size = in.readRawVarint32();
        check(message, field, size);
        in.skipRawBytes(size);
      } else if (message == Message.TENSOR
          && field == TENSOR_LOCATION
          && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
        if (in.readRawVarint64() != 0) {
          throw external();
        }
      } else {
        in.skipField(tag);
      }
    }
  }

  private void check(Message message, int field, int size) {
    if (message == Message.TENSOR && field == TENSOR_EXTERNAL_DATA) {
      throw external();
    }
    if (message == Message.MODEL && field == MODEL_PROPERTY) {
      properties++;
      if (properties > MOST_PROPERTIES || size > LARGEST_PROPERTY) {
        throw refused(
            "at most " + MOST_PROPERTIES + " properties of " + LARGEST_PROPERTY + " bytes",
            properties > MOST_PROPERTIES ? "more of them" : "one of " + size + " bytes");
      }
    }
  }

  private TeacherException external() {
    return refused("a file that holds all its tensors", "a tensor that stands in another file");
  }

  private TeacherException refused(String expected, String found) {
    return Problem.data("the model file is not one that teacher writes")
        .where(file)
        .expected(expected)
        .found(found)
        .remedy("export the model again with teacher export")
        .exception();
  }
}
