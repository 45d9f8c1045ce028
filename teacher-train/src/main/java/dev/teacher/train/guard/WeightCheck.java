package dev.teacher.train.guard;

import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.List;

/** Finds numbers that are not finite. */
public final class WeightCheck {
  private WeightCheck() {}

  /** The names of the tensors that have one, in their order. */
  public static List<String> notFinite(Weights weights) {
    return weights.names().stream().filter(name -> !isFinite(weights.get(name))).toList();
  }

  private static boolean isFinite(Tensor tensor) {
    return tensor.dtype() != DType.FLOAT32 || allFinite(tensor.floats());
  }

  /** Whether all are finite. */
  static boolean allFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
