package dev.teacher.train.torchscript;

import static dev.teacher.train.torchscript.OpCode.call;

import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import java.util.List;

/**
 * Convolution and pooling over time.
 *
 * <p>LibTorch's own convolutions (oneDNN) are avoided: where channels do not fill a vector, they
 * read memory behind their operands and multiply it by zero, which NaN and infinity survive; on
 * some processors what they give is finite and wrong. A convolution is printed as a product of
 * matrices instead, whose rows are the frames under the kernel, unfolded: that is another library's
 * kernel, and as fast or faster at the widths of the shipped networks (0.7 to 1.0 of the time of a
 * step of the layer, with 24 to 512 channels; 1.3 only from 340 to 128 channels with a kernel of 5
 * where the input has a gradient). Groups are a batch of such products.
 *
 * <p>Depthwise convolutions stay LibTorch's own, since they have nothing to multiply matrices with:
 * 31 taps take three times as long in any other form. They get channels {@linkplain Filling filled
 * up} to whole vectors, with which those kernels compute right. (With a kernel of one LibTorch may
 * look for NNPACK instead, and complain on standard error where there is none.)
 */
final class Convolutions {
  private Convolutions() {}

  static String conv(Op.Conv1d conv, List<Value> in, List<String> x, Body body) {
    String bias = conv.bias() ? x.get(2) : Products.NONE;
    int channels = in.get(0).shape().dim(2).size();
    int outputs = in.get(1).shape().dim(0).size();
    int kernel = in.get(1).shape().dim(2).size();
    boolean depthwise =
        kernel > 1 && conv.groups() > 1 && conv.groups() == channels && outputs == channels;
    if (conv.groups() == 1) {
      String rows = unfolded(conv, kernel, in, Products.rounded(x.get(0), body), body);
      String weight = Products.rounded(x.get(1), body);
      String matrix = call("torch.reshape", weight, "[" + outputs + ", -1]");
      return Products.ofRounded(rows, matrix, channels * kernel, outputs, bias, body);
    }
    return depthwise && !body.isWide()
        ? depthwise(conv, channels, in, x, bias, body)
        : grouped(conv, outputs, in, x, bias, body);
  }

  /** The frames under the kernel, one behind the other by channel: [B, T', in * kernel]. */
  private static String unfolded(Op.Conv1d conv, int kernel, List<Value> in, String x, Body body) {
    if (kernel == 1) {
      return conv.stride() == 1 ? x : call("torch.slice", x, "1", "0", END, "" + conv.stride());
    }
    String windows = body.let(windows(conv, kernel, in, x));
    int columns = in.get(1).shape().dim(1).size() * conv.groups() * kernel;
    return call(
        "torch.reshape",
        windows,
        "[torch.size(%s, 0), torch.size(%s, 1), %d]".formatted(windows, windows, columns));
  }

  /** A view [B, T', in, kernel] of the padded frames. */
  private static String windows(Op.Conv1d conv, int kernel, List<Value> in, String x) {
    int span = (kernel - 1) * conv.dilation() + 1;
    String padded = padded(x, in.get(0), conv.padBefore(), conv.padAfter(), "0.");
    String view = call("torch.unfold", padded, "1", "" + span, "" + conv.stride());
    return conv.dilation() == 1
        ? view
        : call("torch.slice", view, "3", "0", END, "" + conv.dilation());
  }

  /** One product for each group: [groups, B * T', in / groups * kernel] times its weight. */
  private static String grouped(
      Op.Conv1d conv, int outputs, List<Value> in, List<String> x, String bias, Body body) {
    int groups = conv.groups();
    int kernel = in.get(1).shape().dim(2).size();
    int columns = in.get(1).shape().dim(1).size() * kernel;
    String rows = body.let(unfolded(conv, kernel, in, x.get(0), body));
    String sizes = "torch.size(%s, 0), torch.size(%s, 1)".formatted(rows, rows);
    String split = call("torch.reshape", rows, "[" + sizes + ", " + groups + ", " + columns + "]");
    String first = call("torch.permute", split, "[2, 0, 1, 3]");
    String data = call("torch.reshape", first, "[" + groups + ", -1, " + columns + "]");
    String weight =
        call(
            "torch.reshape",
            x.get(1),
            "[" + groups + ", " + outputs / groups + ", " + columns + "]");
    String product = call("torch.bmm", data, call("torch.transpose", weight, "1", "2"));
    String last = call("torch.permute", product, "[1, 0, 2]");
    String result = call("torch.reshape", last, "[" + sizes + ", " + outputs + "]");
    return bias.equals(Products.NONE) ? result : call("torch.add", result, bias);
  }

  /**
   * Seen as an image of width one, {@code [B, C, T, 1]}, the graph's {@code [B, T, C]} lies in
   * LibTorch's channels-last format, so that nothing is copied and its channels-last kernels run,
   * which are 2 to 3 times faster here.
   */
  private static String depthwise(
      Op.Conv1d conv, int channels, List<Value> in, List<String> x, String bias, Body body) {
    int fill = Filling.missing(channels);
    String frames = padded(x.get(0), in.get(0), conv.padBefore(), conv.padAfter(), "0.", fill);
    String image = body.let(image(frames));
    String weight = Filling.first(x.get(1), 3, fill);
    String filledBias = bias.equals(Products.NONE) ? bias : Filling.first(bias, 1, fill);
    String result =
        body.let(
            call(
                "torch.conv2d",
                image,
                call("torch.unsqueeze", weight, "3"),
                filledBias,
                "[" + conv.stride() + ", 1]",
                "[0, 0]",
                "[" + conv.dilation() + ", 1]",
                Integer.toString(channels + fill)));
    return Filling.cut(sequence(result), channels, fill);
  }

  static String pool(Op.Pool1d pool, Value shape, String x, Body body) {
    boolean max = pool.kind() == Op.PoolKind.MAX;
    boolean even = pool.padBefore() == pool.padAfter();
    String padded =
        even ? x : padded(x, shape, pool.padBefore(), pool.padAfter(), max ? "-inf" : "0.");
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

  private static final String END = Long.toString(Long.MAX_VALUE);

  private static String padded(String x, Value shape, int before, int after, String value) {
    return before == 0 && after == 0 ? x : OpCode.pad(x, shape, 1, before, after, value);
  }

  /** Padded over time, and with more channels of zeros. */
  private static String padded(
      String x, Value shape, int before, int after, String value, int channels) {
    return channels == 0
        ? padded(x, shape, before, after, value)
        : call("torch.constant_pad_nd", x, OpCode.list(List.of(0, channels, before, after)), value);
  }

  private static String image(String x) {
    return call("torch.unsqueeze", call("torch.transpose", x, "1", "2"), "3");
  }

  private static String sequence(String image) {
    return call("torch.transpose", call("torch.squeeze", image, "3"), "1", "2");
  }
}
