package dev.teacher.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the operations that hold weights or work on time windows. ONNX wants time last in
 * convolutions and pools; the transpositions around them are left to ONNX Runtime's optimiser,
 * which moves and cancels them.
 */
final class LayerPrinter {
  private static final List<Integer> SWAP_TIME_AND_CHANNELS = List.of(0, 2, 1);

  private final OnnxNodes out;

  LayerPrinter(OnnxNodes out) {
    this.out = out;
  }

  String layerNorm(Op.LayerNorm norm, List<String> in) {
    return out.add(
        "LayerNormalization", in, Attributes.of("axis", -1), Attributes.of("epsilon", norm.eps()));
  }

  String linear(Node node, Op.Linear linear) {
    List<Value> in = node.inputs();
    String weight = transposed(in.get(1));
    String product = out.add("MatMul", List.of(out.name(in.get(0)), weight));
    return linear.bias() ? out.add("Add", List.of(product, out.name(in.get(2)))) : product;
  }

  /** The matrix [out, in] as [in, out]; turned now if its numbers are known. */
  private String transposed(Value matrix) {
    return out.weight(matrix)
        .map(weight -> out.initializer(weight.name() + ".transposed", transpose(weight.tensor())))
        .orElseGet(
            () ->
                out.add(
                    "Transpose", List.of(out.name(matrix)), Attributes.of("perm", List.of(1, 0))));
  }

  private static Tensor transpose(Tensor matrix) {
    int rows = matrix.shape()[0];
    int columns = matrix.shape()[1];
    float[] from = matrix.floats();
    float[] to = new float[from.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        to[column * rows + row] = from[row * columns + column];
      }
    }
    return Tensor.of(to, columns, rows);
  }

  String conv(Op.Conv1d conv, List<String> in) {
    List<String> inputs = new ArrayList<>(in);
    inputs.set(0, swapped(in.get(0)));
    return swapped(
        out.add(
            "Conv",
            inputs,
            Attributes.of("strides", List.of(conv.stride())),
            Attributes.of("dilations", List.of(conv.dilation())),
            Attributes.of("pads", List.of(conv.padBefore(), conv.padAfter())),
            Attributes.of("group", conv.groups())));
  }

  String pool(Op.Pool1d pool, String x) {
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(Attributes.of("kernel_shape", List.of(pool.kernel())));
    attributes.add(Attributes.of("strides", List.of(pool.stride())));
    attributes.add(Attributes.of("pads", List.of(pool.padBefore(), pool.padAfter())));
    boolean average = pool.kind() == Op.PoolKind.AVERAGE;
    if (average) {
      attributes.add(Attributes.of("count_include_pad", 1));
    }
    String operator = average ? "AveragePool" : "MaxPool";
    return swapped(
        out.add(operator, List.of(swapped(x)), attributes.toArray(AttributeProto[]::new)));
  }

  private String swapped(String x) {
    return out.add("Transpose", List.of(x), Attributes.of("perm", SWAP_TIME_AND_CHANNELS));
  }

  /** (x - mean) / sqrt(variance + eps) * weight + bias; the mask matters in training only. */
  String batchNorm(Op.BatchNorm norm, List<String> in) {
    String eps = out.constant(Tensor.scalar((float) norm.eps()));
    String deviation = out.add("Sqrt", List.of(out.add("Add", List.of(in.get(5), eps))));
    String scale = out.add("Div", List.of(in.get(2), deviation));
    String centred = out.add("Sub", List.of(in.get(0), in.get(4)));
    return out.add("Add", List.of(out.add("Mul", List.of(centred, scale)), in.get(3)));
  }
}
