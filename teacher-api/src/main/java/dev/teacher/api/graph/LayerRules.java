package dev.teacher.api.graph;

import static dev.teacher.api.graph.Mismatch.requireChannels;
import static dev.teacher.api.graph.Mismatch.requireRank;
import static dev.teacher.api.graph.Mismatch.requireSequence;
import static dev.teacher.api.graph.Mismatch.requireType;
import static dev.teacher.api.graph.Mismatch.requireWeight;

import dev.teacher.api.tensor.DType;
import java.util.List;

/** Shapes of the layers: operations with weights, pooling and attention. All give FLOAT32. */
final class LayerRules {
  private LayerRules() {}

  static Shape linear(Op.Linear linear, List<Value> in) {
    Shape weight = requireRank(in.get(1), 2).shape();
    int out = weight.dim(0).size();
    requireChannels(in.get(0), weight.dim(1).size());
    if (linear.bias()) {
      requireWeight(in.get(2), out);
    }
    return in.get(0).shape().with(-1, Dim.of(out));
  }

  static Shape conv(Op.Conv1d conv, List<Value> in) {
    Value x = requireSequence(in.get(0));
    Shape weight = requireRank(in.get(1), 3).shape();
    int out = weight.dim(0).size();
    int padding = (weight.dim(2).size() - 1) * conv.dilation();
    requirePadding(x, padding, conv.padBefore(), conv.padAfter(), conv.stride());
    if (conv.groups() < 1 || out % conv.groups() != 0) {
      throw new Mismatch(x, "cannot put " + out + " channels into " + conv.groups() + " groups");
    }
    requireChannels(x, weight.dim(1).size() * conv.groups());
    if (conv.bias()) {
      requireWeight(in.get(2), out);
    }
    return x.shape().with(1, x.shape().dim(1).strided(conv.stride())).with(2, Dim.of(out));
  }

  static Shape pool(Op.Pool1d pool, Value x) {
    Shape shape = requireSequence(x).shape();
    requirePadding(x, pool.kernel() - 1, pool.padBefore(), pool.padAfter(), pool.stride());
    return shape.with(1, shape.dim(1).strided(pool.stride()));
  }

  static Shape layerNorm(List<Value> in) {
    int channels = requireRank(in.get(1), 1).shape().dim(0).size();
    requireChannels(in.get(0), channels);
    requireWeight(in.get(2), channels);
    return in.get(0).shape();
  }

  static Shape batchNorm(List<Value> in) {
    Shape shape = requireSequence(in.get(0)).shape();
    requireFrames(requireType(in.get(1), DType.BOOL), shape);
    int channels = requireRank(in.get(2), 1).shape().dim(0).size();
    requireChannels(in.get(0), channels);
    in.subList(3, 6).forEach(weight -> requireWeight(weight, channels));
    return shape;
  }

  static Shape recurrent(Op.Recurrent recurrent, List<Value> in) {
    Shape shape = requireSequence(in.get(0)).shape();
    int hidden = recurrent.hidden();
    int rows = recurrent.kind().gates() * hidden;
    requireRank(requireType(in.get(1), DType.INT64), 1);
    int channels = requireRank(in.get(2), 2).shape().dim(1).size();
    requireChannels(in.get(0), channels);
    requireWeight(in.get(2), rows, channels);
    requireWeight(in.get(3), rows, hidden);
    requireWeight(in.get(4), rows);
    requireWeight(in.get(5), rows);
    return shape.with(-1, Dim.of(hidden));
  }

  static Shape attention(List<Value> in) {
    in.subList(0, 3).forEach(value -> requireRank(requireType(value, DType.FLOAT32), 4));
    Shape query = in.get(0).shape();
    if (!query.equals(in.get(1).shape())) {
      throw new Mismatch(in.get(1), "expects keys like queries " + query);
    }
    Shape value = in.get(2).shape();
    if (!value.with(-1, query.dim(-1)).equals(query)) {
      throw new Mismatch(in.get(2), "expects values for keys " + query + ", got " + value);
    }
    Value bias = requireType(in.get(3), DType.FLOAT32);
    Shape scores = query.with(-1, query.dim(2));
    if (!ShapeRules.broadcast(bias, scores, bias.shape()).equals(scores)) {
      throw new Mismatch(bias, "bias " + bias.shape() + " does not broadcast to " + scores);
    }
    return value;
  }

  private static void requireFrames(Value mask, Shape data) {
    if (!mask.shape().equals(Shape.of(data.dim(0), data.dim(1)))) {
      throw new Mismatch(mask, "expects a mask of the frames of " + data + ", got " + mask.shape());
    }
  }

  private static void requirePadding(Value x, int needed, int before, int after, int stride) {
    if (before < 0 || after < 0 || before + after != needed || stride < 1) {
      String found = before + " and " + after + ", stride " + stride;
      throw new Mismatch(x, "wants padding " + needed + " in all, stride >= 1; got " + found);
    }
  }
}
