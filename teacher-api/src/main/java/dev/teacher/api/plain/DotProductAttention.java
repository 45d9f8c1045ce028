package dev.teacher.api.plain;

import java.util.List;

/** Inputs q, k, v [B, H, T, D], bias that broadcasts to [B, H, T, T]. */
record DotProductAttention() implements Operation {
  private static final SoftMax SHARES = new SoftMax(3, false);
  private static final MatrixProduct PRODUCT = new MatrixProduct();

  @Override
  public NdArray forward(List<NdArray> in) {
    return MatrixProduct.of(shares(in), in.get(2));
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    NdArray shares = shares(in);
    List<NdArray> ofProduct = PRODUCT.backward(List.of(shares, in.get(2)), out, upstream);
    NdArray scores = SHARES.backward(shares, ofProduct.get(0));
    double scale = scale(in);
    NdArray scaled = scores.map(g -> g * scale);
    return List.of(
        MatrixProduct.of(scaled, in.get(1)),
        MatrixProduct.of(transposed(scaled), in.get(0)),
        ofProduct.get(1),
        scores.sumTo(in.get(3).shape()));
  }

  private static NdArray shares(List<NdArray> in) {
    double scale = scale(in);
    NdArray products = MatrixProduct.of(in.get(0), transposed(in.get(1)));
    NdArray scores = products.map(v -> v * scale).combine(in.get(3), Double::sum);
    return SHARES.forward(List.of(scores));
  }

  private static double scale(List<NdArray> in) {
    return 1 / Math.sqrt(in.get(0).size(3));
  }

  private static NdArray transposed(NdArray x) {
    return x.transpose(0, 1, 3, 2);
  }
}
