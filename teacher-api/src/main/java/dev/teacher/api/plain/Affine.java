package dev.teacher.api.plain;

/** A matrix times a vector plus a bias, and the sums of its gradients. */
record Affine(NdArray weight, NdArray bias, NdArray ofWeight, NdArray ofBias) {
  Affine(NdArray weight, NdArray bias) {
    this(weight, bias, NdArray.zeros(weight.shape()), NdArray.zeros(bias.shape()));
  }

  double[] of(double[] x) {
    double[] result = bias.data().clone();
    for (int row = 0; row < result.length; row++) {
      double sum = 0;
      for (int c = 0; c < x.length; c++) {
        sum += weight.data()[row * x.length + c] * x[c];
      }
      result[row] += sum;
    }
    return result;
  }

  /** Adds to the gradients of weight and bias, and gives that of x. */
  double[] backward(double[] x, double[] upstream) {
    double[] gradient = new double[x.length];
    for (int row = 0; row < upstream.length; row++) {
      double slope = upstream[row];
      ofBias.data()[row] += slope;
      for (int c = 0; c < x.length; c++) {
        gradient[c] += slope * weight.data()[row * x.length + c];
        ofWeight.data()[row * x.length + c] += slope * x[c];
      }
    }
    return gradient;
  }
}
