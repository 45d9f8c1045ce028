package dev.teacher.api.plain;

import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** A row-major array of doubles that stand for any element type; booleans are 0 and 1. */
record NdArray(int[] shape, double[] data) {
  static NdArray zeros(int... shape) {
    return new NdArray(shape, new double[Math.toIntExact(Tensor.elements(shape))]);
  }

  static NdArray of(Tensor tensor) {
    NdArray array = zeros(tensor.shape());
    for (int i = 0; i < array.data.length; i++) {
      array.data[i] = tensor.dtype() == DType.INT64 ? tensor.longs()[i] : tensor.floats()[i];
    }
    return array;
  }

  Tensor tensor(DType dtype) {
    if (dtype == DType.FLOAT32) {
      float[] floats = new float[data.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) data[i];
      }
      return Tensor.of(floats, shape);
    }
    return Tensor.of(Arrays.stream(data).mapToLong(d -> (long) d).toArray(), shape);
  }

  int rank() {
    return shape.length;
  }

  int size(int axis) {
    return shape[axis < 0 ? axis + rank() : axis];
  }

  /** The number of elements before an axis is stepped: those of the outer axes. */
  int outer(int axis) {
    return product(0, axis);
  }

  /** The number of elements that one step along an axis skips. */
  int inner(int axis) {
    return product(axis + 1, rank());
  }

  int product(int from, int to) {
    int product = 1;
    for (int i = from; i < to; i++) {
      product *= shape[i];
    }
    return product;
  }

  /** The shape with another size at an axis. */
  int[] with(int axis, int size) {
    int[] changed = shape.clone();
    changed[axis] = size;
    return changed;
  }

  NdArray map(DoubleUnaryOperator function) {
    return new NdArray(shape, Arrays.stream(data).map(function).toArray());
  }

  NdArray combine(NdArray other, DoubleBinaryOperator function) {
    int[] common = broadcast(shape, other.shape);
    NdArray a = expand(common);
    NdArray b = other.expand(common);
    NdArray result = zeros(common);
    for (int i = 0; i < result.data.length; i++) {
      result.data[i] = function.applyAsDouble(a.data[i], b.data[i]);
    }
    return result;
  }

  static int[] broadcast(int[] a, int[] b) {
    int rank = Math.max(a.length, b.length);
    int[] common = new int[rank];
    for (int i = 0; i < rank; i++) {
      int sizeA = i < rank - a.length ? 1 : a[i - (rank - a.length)];
      int sizeB = i < rank - b.length ? 1 : b[i - (rank - b.length)];
      if (sizeA != sizeB && sizeA != 1 && sizeB != 1) {
        throw new IllegalArgumentException(Arrays.toString(a) + " against " + Arrays.toString(b));
      }
      common[i] = sizeA == 1 ? sizeB : sizeA;
    }
    return common;
  }

  /** The elements repeated where this shape has a 1 and the wider shape has more. */
  NdArray expand(int[] wider) {
    if (Arrays.equals(shape, wider)) {
      return this;
    }
    int[] strides = new int[wider.length];
    int step = 1;
    for (int i = wider.length - 1, own = rank() - 1; own >= 0; i--, own--) {
      strides[i] = shape[own] == 1 ? 0 : step;
      step *= shape[own];
    }
    return gathered(wider, strides);
  }

  /** The elements at sums of index times stride. */
  NdArray gathered(int[] sizes, int[] strides) {
    NdArray result = zeros(sizes);
    for (int i = 0; i < result.data.length; i++) {
      int rest = i;
      int from = 0;
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        from += rest % sizes[axis] * strides[axis];
        rest /= sizes[axis];
      }
      result.data[i] = data[from];
    }
    return result;
  }

  /** The axes in another order: axis i of the result is axis order[i]. */
  NdArray transpose(int... order) {
    int[] sizes = new int[rank()];
    int[] strides = new int[rank()];
    for (int i = 0; i < rank(); i++) {
      sizes[i] = shape[order[i]];
      strides[i] = inner(order[i]);
    }
    return gathered(sizes, strides);
  }

  /** The other way of {@link #expand}: the sums of the elements that stand for one of a shape. */
  NdArray sumTo(int[] narrower) {
    if (Arrays.equals(shape, narrower)) {
      return this;
    }
    NdArray places = zeros(narrower);
    Arrays.setAll(places.data, i -> i);
    NdArray place = places.expand(shape);
    NdArray result = zeros(narrower);
    for (int i = 0; i < data.length; i++) {
      result.data[(int) place.data[i]] += data[i];
    }
    return result;
  }

  /** The same elements in another shape. */
  NdArray as(int... sizes) {
    return new NdArray(sizes, data);
  }
}
