package dev.teacher.api.plain;

import dev.teacher.api.plain.Matrices.Block;
import java.util.Arrays;
import java.util.List;

/** a [..., n, k] times b [..., k, m], outer dimensions broadcast. */
record MatrixProduct() implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    return of(in.get(0), in.get(1));
  }

  static NdArray of(NdArray a, NdArray b) {
    int n = a.size(-2);
    int k = a.size(-1);
    int m = b.size(-1);
    int[] outer = outer(a, b);
    NdArray left = a.expand(with(outer, n, k));
    NdArray right = b.expand(with(outer, k, m));
    NdArray result = NdArray.zeros(with(outer, n, m));
    for (int i = 0; i < blocks(outer); i++) {
      Block to = new Block(result.data(), i * n * m);
      Matrices.add(
          new Block(left.data(), i * n * k), new Block(right.data(), i * k * m), to, n, k, m);
    }
    return result;
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    NdArray a = in.get(0);
    NdArray b = in.get(1);
    int n = a.size(-2);
    int k = a.size(-1);
    int m = b.size(-1);
    int[] outer = outer(a, b);
    NdArray left = a.expand(with(outer, n, k));
    NdArray right = b.expand(with(outer, k, m));
    NdArray first = NdArray.zeros(left.shape());
    NdArray second = NdArray.zeros(right.shape());
    for (int i = 0; i < blocks(outer); i++) {
      Block slope = new Block(upstream.data(), i * n * m);
      Block x = new Block(left.data(), i * n * k);
      Block y = new Block(right.data(), i * k * m);
      Matrices.addTransposed(slope, y, new Block(first.data(), i * n * k), n, m, k);
      Matrices.addOfTransposed(x, slope, new Block(second.data(), i * k * m), n, k, m);
    }
    return List.of(first.sumTo(a.shape()), second.sumTo(b.shape()));
  }

  private static int[] outer(NdArray a, NdArray b) {
    return NdArray.broadcast(
        Arrays.copyOf(a.shape(), a.rank() - 2), Arrays.copyOf(b.shape(), b.rank() - 2));
  }

  private static int blocks(int[] outer) {
    return Arrays.stream(outer).reduce(1, (a, b) -> a * b);
  }

  private static int[] with(int[] outer, int rows, int columns) {
    int[] sizes = Arrays.copyOf(outer, outer.length + 2);
    sizes[outer.length] = rows;
    sizes[outer.length + 1] = columns;
    return sizes;
  }
}
