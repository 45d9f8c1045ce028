package dev.teacher.train.torchscript;

import static dev.teacher.train.torchscript.OpCode.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Channels of zeros that fill vectors up. The kernels that LibTorch takes from oneDNN are right
 * where channels are multiples of what one vector of the processor holds, and read past their
 * operands for the rest of a vector: sixteen float32 with AVX-512, eight with AVX2; so multiples of
 * sixteen hold for both. bfloat16 has twice as many.
 */
final class Filling {
  private static final int VECTOR = 16;

  private Filling() {}

  /** How many channels of float32 are missing. */
  static int missing(int channels) {
    return missing(channels, VECTOR);
  }

  /** How many channels of bfloat16 are missing. */
  static int missingHalf(int channels) {
    return missing(channels, 2 * VECTOR);
  }

  private static int missing(int channels, int multiple) {
    return (multiple - channels % multiple) % multiple;
  }

  /** More zeros behind the first of {@code rank} axes. */
  static String first(String x, int rank, int missing) {
    return pad(x, rank - 1, missing);
  }

  /** More zeros behind each of {@code blocks} that the first of {@code rank} axes stacks. */
  static String stacked(String x, int blocks, int rank, int missing) {
    if (missing == 0) {
      return x;
    }
    String apart = call("torch.unflatten", x, "0", "[" + blocks + ", -1]");
    return call("torch.flatten", pad(apart, rank - 1, missing), "0", "1");
  }

  /** More zeros behind the last axis. */
  static String last(String x, int missing) {
    return pad(x, 0, missing);
  }

  /** LibTorch counts paddings from the last axis. */
  private static String pad(String x, int axesBehind, int missing) {
    if (missing == 0) {
      return x;
    }
    List<Integer> sizes = new ArrayList<>(Collections.nCopies(2 * axesBehind, 0));
    sizes.add(0);
    sizes.add(missing);
    return call("torch.constant_pad_nd", x, OpCode.list(sizes), "0.");
  }

  /** The first channels of a sequence [B, T, channels + missing] again. */
  static String cut(String x, int channels, int missing) {
    return missing == 0 ? x : call("torch.narrow", x, "2", "0", Integer.toString(channels));
  }
}
