package dev.teacher.api.plain;

import java.util.List;
import java.util.Map;

/** One operation at work, in double precision. */
interface Operation {
  /** Its result. */
  NdArray forward(List<NdArray> in);

  /**
   * How a number that depends on the result changes with each input.
   *
   * @param in what {@link #forward} got
   * @param out what it gave
   * @param upstream how the number changes with the result, in its shape
   * @return one for each input, in its shape; null where no gradient goes
   */
  List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream);

  /** The new values of inputs that training moves without a gradient, by their index. */
  default Map<Integer, NdArray> moved(List<NdArray> in) {
    return Map.of();
  }
}
