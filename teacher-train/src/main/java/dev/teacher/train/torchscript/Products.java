package dev.teacher.train.torchscript;

import static dev.teacher.train.torchscript.OpCode.call;

/**
 * Products of matrices, in bfloat16 where the body {@linkplain Body#isMixed is mixed}: what is
 * multiplied is rounded, once for all that use it; the processor sums up in float32, the result is
 * rounded, and biases are added to it in float32.
 */
final class Products {
  private static final String FLOAT32 = "6"; // c10::ScalarType
  private static final String BFLOAT16 = "15";

  /** Stands for a bias that there is not. */
  static final String NONE = "None";

  private Products() {}

  /** {@code x} times the transposed weight, plus the bias. */
  static String linear(String x, String weight, String bias, Body body) {
    if (!body.isMixed()) {
      return call("torch.linear", x, weight, bias);
    }
    return widened(call("torch.linear", rounded(x, body), rounded(weight, body), NONE), bias);
  }

  /** An operand as the product takes it. */
  static String rounded(String x, Body body) {
    return body.isMixed()
        ? body.shared("rounded " + x, () -> body.let(call("torch.to", x, BFLOAT16)))
        : x;
  }

  /** A rounded product [..., C] and its bias in float32. */
  private static String widened(String product, String bias) {
    return bias.equals(NONE)
        ? call("torch.to", product, FLOAT32)
        : call("torch.add", product, bias);
  }

  /** What a convolution gave, channels last; its bias is not in it if the body is mixed. */
  static String result(String product, String bias, Body body) {
    return body.isMixed() ? widened(product, bias) : product;
  }

  /** The bias that a convolution is to add itself. */
  static String ownBias(String bias, Body body) {
    return body.isMixed() ? NONE : bias;
  }
}
