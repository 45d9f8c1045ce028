package dev.teacher.train.doctor.fault;

import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;

/** Weights with one changed tensor. */
final class ChangedWeights {
  /** Changes one number of a tensor. */
  @FunctionalInterface
  interface Edit {
    float of(int index, float value);
  }

  private ChangedWeights() {}

  /** Changes the numbers of the n-th tensor, from 0, whose name ends so. */
  static Weights of(Weights weights, String ending, int nth, Edit change) {
    String name =
        weights.names().stream()
            .filter(n -> n.endsWith(ending))
            .skip(nth)
            .findFirst()
            .orElseThrow();
    Weights changed = new Weights();
    for (String each : weights.names()) {
      Tensor tensor = weights.get(each);
      changed.put(each, each.equals(name) ? edited(tensor, change) : tensor);
    }
    return changed;
  }

  private static Tensor edited(Tensor tensor, Edit change) {
    float[] values = tensor.floats().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = change.of(i, values[i]);
    }
    return Tensor.of(values, tensor.shape());
  }
}
