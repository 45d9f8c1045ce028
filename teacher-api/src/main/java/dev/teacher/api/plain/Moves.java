package dev.teacher.api.plain;

import dev.teacher.api.graph.Op;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The ways in which elements move, straight from the definitions in {@link Op}. */
final class Moves {
  private Moves() {}

  static NdArray counted(int size) {
    NdArray counted = NdArray.zeros(size);
    Arrays.setAll(counted.data(), i -> i);
    return counted;
  }

  static NdArray concat(int axis, List<NdArray> values) {
    int size = values.stream().mapToInt(v -> v.shape()[axis]).sum();
    NdArray result = NdArray.zeros(values.get(0).with(axis, size));
    int inner = result.inner(axis);
    int done = 0;
    for (NdArray value : values) {
      int run = value.shape()[axis] * inner;
      for (int o = 0; o < value.outer(axis); o++) {
        System.arraycopy(value.data(), o * run, result.data(), o * size * inner + done, run);
      }
      done += run;
    }
    return result;
  }

  /**
   * An axis rebuilt: its place k holds what stood at source(k), or {@code other} where negative.
   */
  static NdArray along(NdArray x, int axis, int size, IntUnaryOperator source, double other) {
    NdArray result = NdArray.zeros(x.with(axis, size));
    int inner = x.inner(axis);
    int before = x.shape()[axis];
    for (int i = 0; i < result.data().length; i++) {
      int from = source.applyAsInt(i / inner % size);
      boolean there = from >= 0 && from < before;
      int place = (i / inner / size * before + from) * inner + i % inner;
      result.data()[i] = there ? x.data()[place] : other;
    }
    return result;
  }

  static NdArray slice(Op.Slice slice, NdArray x) {
    int size = x.shape()[slice.axis()];
    int start = slice.start() < 0 ? slice.start() + size : slice.start();
    int end = slice.end() < 0 ? slice.end() + size : Math.min(slice.end(), size);
    return along(x, slice.axis(), end - start, k -> start + k, Double.NaN);
  }

  static NdArray pad(Op.Pad pad, NdArray x, double fill) {
    int size = x.shape()[pad.axis()] + pad.before() + pad.after();
    return along(x, pad.axis(), size, k -> k - pad.before(), fill);
  }

  static NdArray shift(Op.Shift shift, NdArray x, double fill) {
    return along(x, shift.axis(), x.shape()[shift.axis()], k -> k - shift.by(), fill);
  }

  static NdArray gather(int axis, NdArray x, NdArray index) {
    int count = index.data().length;
    NdArray flat = along(x, axis, count, k -> (int) index.data()[k], Double.NaN);
    int[] sizes = new int[x.rank() - 1 + index.rank()];
    System.arraycopy(x.shape(), 0, sizes, 0, axis);
    System.arraycopy(index.shape(), 0, sizes, axis, index.rank());
    System.arraycopy(x.shape(), axis + 1, sizes, axis + index.rank(), x.rank() - axis - 1);
    return new NdArray(sizes, flat.data());
  }

  static NdArray gatherTime(NdArray x, NdArray index) {
    int channels = x.size(2);
    NdArray result = NdArray.zeros(x.with(1, index.size(1)));
    for (int i = 0; i < index.data().length; i++) {
      int sample = i / index.size(1);
      int from = (sample * x.size(1) + (int) index.data()[i]) * channels;
      System.arraycopy(x.data(), from, result.data(), i * channels, channels);
    }
    return result;
  }

  static NdArray reshape(List<Integer> sizes, NdArray x) {
    int[] shape = new int[sizes.size()];
    int known = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i) == 0 ? x.shape()[i] : sizes.get(i);
      known *= shape[i] < 0 ? 1 : shape[i];
    }
    for (int i = 0; i < shape.length; i++) {
      shape[i] = shape[i] < 0 ? x.data().length / known : shape[i];
    }
    return new NdArray(shape, x.data());
  }
}
