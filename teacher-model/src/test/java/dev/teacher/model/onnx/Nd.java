package dev.teacher.model.onnx;

import dev.teacher.api.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** A plain array of doubles for reference results; truth values are 0 and 1. */
record Nd(double[] data, int[] shape) {
  static Nd of(Tensor tensor) {
    double[] data = new double[tensor.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] =
          switch (tensor.dtype()) {
            case FLOAT32 -> tensor.floats()[i];
            case INT64 -> tensor.longs()[i];
            case BOOL -> throw new IllegalArgumentException("tensors hold numbers");
          };
    }
    return new Nd(data, tensor.shape());
  }

  /** Fills an array by a function of the index. */
  static Nd fill(ToDoubleFunction<int[]> value, int... shape) {
    Nd result = new Nd(new double[Math.toIntExact(Tensor.elements(shape))], shape);
    int[] index = new int[shape.length];
    for (int i = 0; i < result.data.length; i++) {
      result.data[i] = value.applyAsDouble(index);
      for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return result;
  }

  /** An element; an axis of size 1 broadcasts, and surplus leading indices are ignored. */
  double at(int... index) {
    int offset = 0;
    int surplus = index.length - shape.length;
    for (int axis = 0; axis < shape.length; axis++) {
      offset = offset * shape[axis] + (shape[axis] == 1 ? 0 : index[axis + surplus]);
    }
    return data[offset];
  }

  int size(int axis) {
    return shape[axis];
  }

  int rank() {
    return shape.length;
  }

  int[] with(int axis, int size) {
    int[] changed = shape.clone();
    changed[axis] = size;
    return changed;
  }

  Nd map(DoubleUnaryOperator function) {
    return new Nd(Arrays.stream(data).map(function).toArray(), shape);
  }

  static Nd zip(Nd a, Nd b, DoubleBinaryOperator function) {
    return fill(i -> function.applyAsDouble(a.at(i), b.at(i)), broadcast(a.shape, b.shape));
  }

  static int[] broadcast(int[] a, int[] b) {
    int rank = Math.max(a.length, b.length);
    int[] shape = new int[rank];
    for (int i = 0; i < rank; i++) {
      int sizeA = i < rank - a.length ? 1 : a[i - (rank - a.length)];
      int sizeB = i < rank - b.length ? 1 : b[i - (rank - b.length)];
      shape[i] = sizeA == 1 ? sizeB : sizeA;
    }
    return shape;
  }

  static int[] with(int[] index, int axis, int value) {
    int[] changed = index.clone();
    changed[axis] = value;
    return changed;
  }
}
