package dev.teacher.testkit;

import dev.teacher.api.graph.Buffer;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates a graph in plain Java, in double precision, as the definitions of {@link Op} say and as
 * simply as can be: for tests of plugins, which need no engine so, and as an independent reference
 * for engines. Drop-out does nothing and batch norm uses its buffers, as outside of training.
 */
public final class GraphInterpreter {
  private GraphInterpreter() {}

  /**
   * The outputs of a graph by name.
   *
   * @param weights a tensor for each parameter and buffer
   * @param inputs a tensor for each input
   * @return FLOAT32 or INT64 tensors; BOOL outputs are INT64 with 0 and 1
   */
  public static Map<String, Tensor> run(Graph graph, Weights weights, Map<String, Tensor> inputs) {
    Map<Value, NdArray> values = new HashMap<>();
    graph.inputs().forEach((name, value) -> values.put(value, NdArray.of(inputs.get(name))));
    for (Parameter parameter : graph.parameters()) {
      values.put(parameter.value(), NdArray.of(weights.get(parameter.name())));
    }
    for (Buffer buffer : graph.buffers()) {
      values.put(buffer.value(), NdArray.of(weights.get(buffer.name())));
    }
    for (Node node : graph.nodes()) {
      List<NdArray> in = node.inputs().stream().map(values::get).toList();
      values.put(node.output(), evaluate(node, in));
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    graph
        .outputs()
        .forEach((name, value) -> outputs.put(name, values.get(value).tensor(value.dtype())));
    return outputs;
  }

  private static NdArray evaluate(Node node, List<NdArray> in) {
    Op op = node.op();
    if (op instanceof Op.Constant constant) {
      return NdArray.of(constant.value());
    } else if (op instanceof Op.Unary unary) {
      return in.get(0).map(x -> Interpretation.unary(unary.kind(), x));
    } else if (op instanceof Op.Binary binary) {
      boolean whole = node.inputs().get(0).dtype() == DType.INT64;
      return in.get(0).combine(in.get(1), Interpretation.binary(binary.kind(), whole));
    } else if (op instanceof Op.Cast cast) {
      return cast(cast.to(), in.get(0));
    } else if (op instanceof Op.Where) {
      return Interpretation.where(in.get(0), in.get(1), in.get(2));
    } else if (op instanceof Op.Reduce reduce) {
      return Interpretation.reduce(reduce, in.get(0));
    } else if (op instanceof Op.MatMul) {
      return Interpretation.matMul(in.get(0), in.get(1));
    } else if (op instanceof Op.Softmax softmax) {
      return Interpretation.softmax(softmax, in.get(0));
    } else if (op instanceof Op.Dropout) {
      return in.get(0);
    } else if (op instanceof Op.Concat concat) {
      return Interpretation.concat(concat.axis(), in);
    } else if (op instanceof Op.Slice slice) {
      return Interpretation.slice(slice, in.get(0));
    } else if (op instanceof Op.Gather gather) {
      return Interpretation.gather(gather.axis(), in.get(0), in.get(1));
    } else if (op instanceof Op.GatherTime) {
      return Interpretation.gatherTime(in.get(0), in.get(1));
    } else if (op instanceof Op.Transpose transpose) {
      return in.get(0).transpose(transpose.permutation().stream().mapToInt(i -> i).toArray());
    } else if (op instanceof Op.Reshape reshape) {
      return Interpretation.reshape(reshape.sizes(), in.get(0));
    } else if (op instanceof Op.Pad pad) {
      int size = in.get(0).shape()[pad.axis()] + pad.before() + pad.after();
      return Interpretation.along(in.get(0), pad.axis(), size, k -> k - pad.before(), pad.value());
    } else if (op instanceof Op.Shift shift) {
      int size = in.get(0).shape()[shift.axis()];
      return Interpretation.along(in.get(0), shift.axis(), size, k -> k - shift.by(), 0);
    } else if (op instanceof Op.Range range) {
      NdArray counted = NdArray.zeros(in.get(0).shape()[range.axis()]);
      for (int i = 0; i < counted.data().length; i++) {
        counted.data()[i] = i;
      }
      return counted;
    }
    return layer(op, in);
  }

  private static NdArray layer(Op op, List<NdArray> in) {
    if (op instanceof Op.Linear linear) {
      return LayerInterpretation.linear(in.get(0), in.get(1), linear.bias() ? in.get(2) : null);
    } else if (op instanceof Op.Conv1d conv) {
      return LayerInterpretation.conv(conv, in.get(0), in.get(1), conv.bias() ? in.get(2) : null);
    } else if (op instanceof Op.Pool1d pool) {
      return LayerInterpretation.pool(pool, in.get(0));
    } else if (op instanceof Op.LayerNorm norm) {
      return LayerInterpretation.layerNorm(norm.eps(), in.get(0), in.get(1), in.get(2));
    } else if (op instanceof Op.BatchNorm norm) {
      return LayerInterpretation.batchNorm(norm.eps(), in);
    } else if (op instanceof Op.Recurrent recurrent) {
      return LayerInterpretation.recurrent(recurrent, in);
    } else if (op instanceof Op.Attention) {
      return LayerInterpretation.attention(in);
    }
    throw new IllegalStateException("no interpretation of " + op);
  }

  private static NdArray cast(DType to, NdArray x) {
    return switch (to) {
      case BOOL -> x.map(v -> v != 0 ? 1 : 0);
      case INT64 -> x.map(v -> v < 0 ? Math.ceil(v) : Math.floor(v));
      case FLOAT32 -> x.map(v -> (float) v);
    };
  }
}
