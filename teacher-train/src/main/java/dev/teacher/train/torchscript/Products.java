package dev.teacher.train.torchscript;

import static dev.teacher.train.torchscript.OpCode.call;

import dev.teacher.api.graph.Value;

/**
 * Products of matrices, in bfloat16 where the body {@linkplain Body#isMixed is mixed}: what is
 * multiplied is rounded, once for all that use it; the processor sums up in float32, the result is
 * rounded, and biases are added to it in float32.
 */
final class Products {
  private static final String BFLOAT16 = "15"; // c10::ScalarType

  /** Stands for a bias that there is not. */
  static final String NONE = "None";

  private Products() {}

  /**
   * {@code x} [..., in] times the transposed weight [out, in], plus the bias.
   *
   * @param weight expression
   * @param value of the weight, for its sizes
   */
  static String linear(String x, String weight, Value value, String bias, Body body) {
    int outputs = value.shape().dim(0).size();
    int inputs = value.shape().dim(1).size();
    return ofRounded(rounded(x, body), rounded(weight, body), inputs, outputs, bias, body);
  }

  /** The same of operands that are {@linkplain #rounded rounded} already. */
  static String ofRounded(
      String x, String weight, int inputs, int outputs, String bias, Body body) {
    if (!body.isMixed()) {
      return call("torch.linear", x, weight, bias);
    }
    // These products are oneDNN's, those in float32 are not.
    int in = Filling.missingHalf(inputs);
    int out = Filling.missingHalf(outputs);
    String filled = Filling.first(Filling.last(weight, in), 2, out);
    String product = call("torch.linear", Filling.last(x, in), filled, NONE);
    String cut =
        out == 0 ? product : call("torch.narrow", product, "-1", "0", Integer.toString(outputs));
    return bias.equals(NONE) ? call("torch.to", cut, Body.FLOAT32) : call("torch.add", cut, bias);
  }

  /** An operand as the product takes it. */
  static String rounded(String x, Body body) {
    return body.isMixed()
        ? body.shared("rounded " + x, () -> body.let(call("torch.to", x, BFLOAT16)))
        : x;
  }
}
