package dev.teacher.train.torchscript;

import static dev.teacher.train.torchscript.OpCode.call;

import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import java.util.List;

/** Batch normalisation over valid frames, which LibTorch's own would mix with padding. */
final class BatchNormalization {
  private BatchNormalization() {}

  /**
   * Inputs: x, mask, weight, bias, running mean, running variance.
   *
   * @param values the inputs
   * @param in their expressions
   */
  static String of(Op.BatchNorm norm, List<Value> values, List<String> in, Body body) {
    String eps = Body.number(norm.eps());
    if (body.mode() != Mode.TRAINING) {
      String scale = deviationInverse(in.get(5), eps, in.get(2), body);
      String centred = call("torch.sub", in.get(0), in.get(4));
      return call("torch.add", call("torch.mul", centred, scale), in.get(3));
    }
    String valid = shared(call("torch.unsqueeze", in.get(1), "2"), body);
    String count = shared(call("torch.to", call("torch.sum", in.get(1)), body.floatType()), body);
    String x = body.let(call("torch.where", valid, in.get(0), "0."));
    String mean = body.let(call("torch.div", call("torch.sum", x, "[0, 1]"), count));
    String centred = body.let(call("torch.where", valid, call("torch.sub", x, mean), "0."));
    String squares = body.let(call("torch.sum", call("torch.mul", centred, centred), "[0, 1]"));
    String variance = body.let(call("torch.div", squares, count));
    String freedom = shared(call("torch.clamp_min", call("torch.sub", count, "1"), "1"), body);
    update(values.get(4), mean, norm, body);
    update(values.get(5), body.let(call("torch.div", squares, freedom)), norm, body);
    String scale = deviationInverse(variance, eps, in.get(2), body);
    return call("torch.add", call("torch.mul", centred, scale), in.get(3));
  }

  private static String shared(String expression, Body body) {
    return body.shared(expression, () -> body.let(expression));
  }

  private static String deviationInverse(String variance, String eps, String weight, Body body) {
    String inverse = call("torch.rsqrt", call("torch.add", variance, eps));
    return body.let(call("torch.mul", inverse, weight));
  }

  /** Buffers stay float32, whatever the body computes in. */
  private static void update(Value buffer, String target, Op.BatchNorm norm, Body body) {
    String attribute = body.stored(buffer);
    String moved = call("torch.to", call("torch.detach", target), Body.FLOAT32);
    String value = call("torch.lerp", attribute, moved, Body.number(norm.momentum()));
    body.updateBuffer(attribute, body.let(value));
  }
}
