package dev.teacher.api.graph;

/**
 * The shape of a convolution over time.
 *
 * @param out output channels
 * @param kernel frames under the kernel
 * @param stride frames between outputs
 * @param dilation frames between the kernel's taps
 * @param groups independent groups of channels
 * @param bias whether a bias is added
 * @param relu whether a rectifier follows, which decides the first weights
 */
public record Conv(
    int out, int kernel, int stride, int dilation, int groups, boolean bias, boolean relu) {
  public Conv {
    if (Math.min(Math.min(out, kernel), Math.min(Math.min(stride, dilation), groups)) < 1) {
      throw new IllegalArgumentException(
          "a convolution wants sizes of at least 1: out %d, kernel %d, stride %d, dilation %d, groups %d"
              .formatted(out, kernel, stride, dilation, groups));
    }
  }

  /** Stride, dilation and groups 1, with bias. */
  public static Conv of(int out, int kernel) {
    return new Conv(out, kernel, 1, 1, 1, true, false);
  }

  /** With another stride. */
  public Conv withStride(int stride) {
    return new Conv(out, kernel, stride, dilation, groups, bias, relu);
  }

  /** With another dilation. */
  public Conv withDilation(int dilation) {
    return new Conv(out, kernel, stride, dilation, groups, bias, relu);
  }

  /** With another number of groups. */
  public Conv withGroups(int groups) {
    return new Conv(out, kernel, stride, dilation, groups, bias, relu);
  }

  /** Without bias. */
  public Conv withoutBias() {
    return new Conv(out, kernel, stride, dilation, groups, false, relu);
  }

  /** With first weights for a rectifier behind it (He et al. 2015). */
  public Conv forRelu() {
    return new Conv(out, kernel, stride, dilation, groups, bias, true);
  }

  Initializer initializer(int fanIn) {
    return relu ? Initializer.he(fanIn) : Initializer.fanIn(fanIn);
  }
}
