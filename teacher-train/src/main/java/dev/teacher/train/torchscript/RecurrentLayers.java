package dev.teacher.train.torchscript;

import static dev.teacher.train.torchscript.OpCode.call;

import dev.teacher.api.graph.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * Recurrent layers on LibTorch's plain kernels, which beat its packed ones. They run over all
 * frames; padding stands behind a sequence, so that it cannot reach valid frames. For the reverse
 * direction each sequence is turned round within its own length first, and back afterwards.
 *
 * <p>LSTMs are oneDNN's, so inputs and hidden units are {@linkplain Filling filled up} to whole
 * vectors. A hidden unit with weights and biases of zero stays at zero and feeds nothing. GRUs are
 * LibTorch's own, made of products.
 */
final class RecurrentLayers {
  private RecurrentLayers() {}

  /**
   * Inputs: x [B, T, in], lengths, weight_ih, weight_hh, bias_ih, bias_hh.
   *
   * @param channels of x
   * @param time names its axis
   */
  static String of(Op.Recurrent op, int channels, String time, List<String> in, Body body) {
    boolean lstm = op.kind() == Op.RecurrentKind.LSTM;
    boolean fills = lstm && !body.isWide();
    int missing = fills ? Filling.missing(channels) : 0;
    int missingHidden = fills ? Filling.missing(op.hidden()) : 0;
    String data = Filling.last(in.get(0), missing);
    String x = body.let(call("torch.transpose", data, "0", "1")); // [T, B, in]
    String order = op.reverse() ? reversal(x, in.get(1), time, body) : "";
    if (op.reverse()) {
      x = body.let(reorder(x, order, body));
    }
    String state =
        body.let(
            "torch.zeros([1, torch.size("
                + x
                + ", 1), "
                + (op.hidden() + missingHidden)
                + "], dtype="
                + body.floatType()
                + ", layout=None, device=None, pin_memory=False)");
    String results =
        body.let(
            call(
                lstm ? "torch.lstm" : "torch.gru",
                x,
                lstm ? "[" + state + ", " + state + "]" : state,
                "[" + String.join(", ", weights(op, missing, missingHidden, in)) + "]",
                "True", // biases
                "1", // layers
                "0.", // drop-out between layers
                OpCode.bool(body.mode().keepsGradients()),
                "False", // bidirectional
                "False")); // batch first
    String out = body.let(Filling.cut(results + "[0]", op.hidden(), missingHidden));
    return call("torch.transpose", op.reverse() ? reorder(out, order, body) : out, "0", "1");
  }

  private static List<String> weights(
      Op.Recurrent op, int missing, int missingHidden, List<String> in) {
    int gates = op.kind().gates();
    List<String> weights = new ArrayList<>();
    weights.add(Filling.last(Filling.stacked(in.get(2), gates, 2, missingHidden), missing));
    weights.add(Filling.last(Filling.stacked(in.get(3), gates, 2, missingHidden), missingHidden));
    weights.add(Filling.stacked(in.get(4), gates, 1, missingHidden));
    weights.add(Filling.stacked(in.get(5), gates, 1, missingHidden));
    return weights;
  }

  /** Rows of the flattened [T * B, C] in which each sequence runs backwards; padding stays. */
  private static String reversal(String x, String lengths, String time, Body body) {
    return body.shared(
        "reversal of " + lengths + " over " + time,
        () -> {
          String samples = "torch.size(" + lengths + ", 0)";
          String index =
              body.let("torch.unsqueeze(torch.arange(torch.size(" + x + ", 0), device=None), 1)");
          String turned = body.let("torch.sub(torch.sub(" + lengths + ", 1), " + index + ")");
          String frame =
              body.let("torch.where(torch.ge(" + turned + ", 0), " + turned + ", " + index + ")");
          String row =
              "torch.add(torch.mul("
                  + frame
                  + ", "
                  + samples
                  + "), torch.arange("
                  + samples
                  + ", device=None))";
          return body.let(call("torch.flatten", row, "0", "1"));
        });
  }

  private static String reorder(String x, String order, Body body) {
    String rows = body.let(call("torch.flatten", x, "0", "1"));
    return call(
        "torch.reshape", call("torch.index_select", rows, "0", order), "torch.size(" + x + ")");
  }
}
