package dev.teacher.train.torchscript;

import static dev.teacher.train.torchscript.OpCode.call;

import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import java.util.List;

/**
 * Convolution and pooling over time. LibTorch wants channels first, which is a view. Seen as an
 * image of width one, {@code [B, C, T, 1]}, the graph's {@code [B, T, C]} lies in LibTorch's
 * channels-last format, so that nothing is copied and its channels-last kernels run: they are the
 * faster ones for pooling and grouped convolutions (2 to 3 times, depthwise), and the slower ones
 * for dense convolutions.
 */
final class Convolutions {
  private Convolutions() {}

  static String conv(Op.Conv1d conv, List<Value> in, List<String> x, Body body) {
    String bias = conv.bias() ? x.get(2) : Products.NONE;
    int kernel = in.get(1).shape().dim(2).size();
    if (kernel == 1 && conv.stride() == 1 && conv.groups() == 1) {
      String weight = body.let(call("torch.squeeze", x.get(1), "2"));
      return Products.linear(x.get(0), weight, bias, body);
    }
    boolean even = conv.padBefore() == conv.padAfter();
    boolean dense = conv.groups() == 1;
    String data = dense ? Products.rounded(x.get(0), body) : x.get(0);
    String padded =
        even ? data : OpCode.pad(data, in.get(0), 1, conv.padBefore(), conv.padAfter(), "0.");
    int padding = even ? conv.padBefore() : 0;
    String groups = Integer.toString(conv.groups());
    if (dense) {
      String stride = "[" + conv.stride() + "]";
      String dilation = "[" + conv.dilation() + "]";
      String channelsFirst = call("torch.transpose", padded, "1", "2");
      String result =
          call(
              "torch.conv1d",
              channelsFirst,
              Products.rounded(x.get(1), body),
              Products.ownBias(bias, body),
              stride,
              "[" + padding + "]",
              dilation,
              groups);
      return Products.result(call("torch.transpose", result, "1", "2"), bias, body);
    }
    String image = body.let(image(padded));
    String result =
        body.let(
            call(
                "torch.conv2d",
                image,
                call("torch.unsqueeze", x.get(1), "3"),
                bias,
                "[" + conv.stride() + ", 1]",
                "[" + padding + ", 0]",
                "[" + conv.dilation() + ", 1]",
                groups));
    return sequence(result);
  }

  static String pool(Op.Pool1d pool, Value shape, String x, Body body) {
    boolean max = pool.kind() == Op.PoolKind.MAX;
    boolean even = pool.padBefore() == pool.padAfter();
    String padded =
        even ? x : OpCode.pad(x, shape, 1, pool.padBefore(), pool.padAfter(), max ? "-inf" : "0.");
    String image = body.let(image(padded));
    String kernel = "[" + pool.kernel() + ", 1]";
    String stride = "[" + pool.stride() + ", 1]";
    String padding = "[" + (even ? pool.padBefore() : 0) + ", 0]";
    String result =
        max
            ? call("torch.max_pool2d", image, kernel, stride, padding, "[1, 1]", "False")
            : call("torch.avg_pool2d", image, kernel, stride, padding, "False", "True", "None");
    return sequence(body.let(result));
  }

  private static String image(String x) {
    return call("torch.unsqueeze", call("torch.transpose", x, "1", "2"), "3");
  }

  private static String sequence(String image) {
    return call("torch.transpose", call("torch.squeeze", image, "3"), "1", "2");
  }
}
