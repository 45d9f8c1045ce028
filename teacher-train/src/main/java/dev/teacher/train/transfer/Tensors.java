package dev.teacher.train.transfer;

import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;

/** Changes of a tensor's order. */
final class Tensors {
  private Tensors() {}

  /** A float32 matrix [rows, columns] as [columns, rows]; anything else as it is. */
  static Tensor transpose(Tensor matrix) {
    int[] shape = matrix.shape();
    if (shape.length != 2 || matrix.dtype() != DType.FLOAT32) {
      return matrix;
    }
    float[] from = matrix.floats();
    float[] to = new float[from.length];
    for (int row = 0; row < shape[0]; row++) {
      for (int column = 0; column < shape[1]; column++) {
        to[column * shape[0] + row] = from[row * shape[1] + column];
      }
    }
    return Tensor.of(to, shape[1], shape[0]);
  }
}
