package dev.teacher.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Op.RecurrentKind;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints one direction of a recurrent layer. ONNX stacks the gates in another order than LibTorch
 * (LSTM i, o, f, c from i, f, g, o; GRU z, r, h from r, z, n), so the weights are put in order.
 */
final class RecurrentPrinter {
  private static final List<Integer> SWAP_BATCH_AND_TIME = List.of(1, 0, 2);

  private final OnnxNodes out;

  RecurrentPrinter(OnnxNodes out) {
    this.out = out;
  }

  String print(Node node, Op.Recurrent op) {
    List<Value> in = node.inputs();
    String x = turned(out.name(in.get(0)));
    String input = stacked(op, List.of(in.get(2)));
    String hidden = stacked(op, List.of(in.get(3)));
    String bias = stacked(op, List.of(in.get(4), in.get(5)));
    String lengths =
        out.add(
            "Cast", List.of(out.name(in.get(1))), Attributes.of("to", DataType.INT32.getNumber()));
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(Attributes.of("hidden_size", op.hidden()));
    attributes.add(Attributes.of("direction", op.reverse() ? "reverse" : "forward"));
    if (op.kind() == RecurrentKind.GRU) {
      attributes.add(Attributes.of("linear_before_reset", 1));
    }
    String all =
        out.add(
            op.kind().name(),
            List.of(x, input, hidden, bias, lengths),
            attributes.toArray(AttributeProto[]::new)); // [T, 1, B, hidden]
    return turned(out.add("Squeeze", List.of(all, out.list(1))));
  }

  private String turned(String x) {
    return out.add("Transpose", List.of(x), Attributes.of("perm", SWAP_BATCH_AND_TIME));
  }

  /** Tensors [gates * hidden, ...] with reordered gates behind each other, [1, sum, ...]. */
  private String stacked(Op.Recurrent op, List<Value> parts) {
    if (parts.stream().allMatch(part -> out.weight(part).isPresent())) {
      List<OnnxNodes.Weight> weights =
          parts.stream().map(part -> out.weight(part).orElseThrow()).toList();
      String name = weights.stream().map(OnnxNodes.Weight::name).collect(Collectors.joining("+"));
      return out.initializer(name + ".onnx", stack(op.kind(), weights));
    }
    List<String> gates = new ArrayList<>();
    for (Value part : parts) {
      for (int gate : order(op.kind())) {
        long from = (long) gate * op.hidden();
        gates.add(
            out.add(
                "Slice",
                List.of(
                    out.name(part), out.list(from), out.list(from + op.hidden()), out.list(0))));
      }
    }
    String ordered = out.add("Concat", gates, Attributes.of("axis", 0));
    return out.add("Unsqueeze", List.of(ordered, out.list(0)));
  }

  private static Tensor stack(RecurrentKind kind, List<OnnxNodes.Weight> weights) {
    int total = weights.stream().mapToInt(weight -> weight.tensor().size()).sum();
    float[] stacked = new float[total];
    int at = 0;
    for (OnnxNodes.Weight weight : weights) {
      float[] values = weight.tensor().floats();
      int block = values.length / kind.gates();
      for (int gate : order(kind)) {
        System.arraycopy(values, gate * block, stacked, at, block);
        at += block;
      }
    }
    int[] shape = weights.get(0).tensor().shape();
    int[] columns = Arrays.copyOfRange(shape, 1, shape.length);
    int[] result = new int[shape.length + 1];
    result[0] = 1;
    result[1] = weights.size() * shape[0];
    System.arraycopy(columns, 0, result, 2, columns.length);
    return Tensor.of(stacked, result);
  }

  private static int[] order(RecurrentKind kind) {
    return kind == RecurrentKind.LSTM ? new int[] {0, 3, 1, 2} : new int[] {1, 0, 2};
  }
}
