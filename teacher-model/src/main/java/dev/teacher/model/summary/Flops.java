package dev.teacher.model.summary;

import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;

/**
 * Floating point operations of a node for one sample, as it is used when it is trained; a
 * multiplication with its addition counts as two. Functions such as exp and comparisons of numbers
 * count as one. Moving and choosing numbers, changing their type, whole numbers and truth values
 * count as none.
 */
final class Flops implements Op.Visitor<Double> {
  /** Mean, difference, square, variance, root, quotient, scale and offset. */
  private static final int LAYER_NORM = 8;

  /** Difference, quotient, scale and offset; the statistics are kept ones. */
  private static final int BATCH_NORM = 4;

  /** Maximum, difference, exp, sum and quotient. */
  private static final int SOFTMAX = 5;

  private final Sizes sizes;
  private final Node node;

  private Flops(Sizes sizes, Node node) {
    this.sizes = sizes;
    this.node = node;
  }

  static double of(Node node, Sizes sizes) {
    return node.op().accept(new Flops(sizes, node));
  }

  @Override
  public Double constant(Op.Constant op) {
    return 0.0;
  }

  @Override
  public Double unary(Op.Unary op) {
    return isOfFloats() ? out() : 0.0;
  }

  @Override
  public Double binary(Op.Binary op) {
    return isOfFloats() ? out() : 0.0;
  }

  @Override
  public Double cast(Op.Cast op) {
    return 0.0;
  }

  @Override
  public Double where(Op.Where op) {
    return 0.0;
  }

  @Override
  public Double reduce(Op.Reduce op) {
    return sizes.elements(input(0));
  }

  @Override
  public Double matMul(Op.MatMul op) {
    return out() * 2 * lastOf(input(0));
  }

  @Override
  public Double linear(Op.Linear op) {
    return out() * (2 * lastOf(input(1)) + (op.bias() ? 1 : 0));
  }

  @Override
  public Double conv1d(Op.Conv1d op) {
    double weights = sizes.product(input(1).shape(), 1, 3);
    return out() * (2 * weights + (op.bias() ? 1 : 0));
  }

  @Override
  public Double pool1d(Op.Pool1d op) {
    return out() * (op.kind() == Op.PoolKind.MAX ? op.kernel() - 1 : op.kernel());
  }

  @Override
  public Double softmax(Op.Softmax op) {
    return out() * SOFTMAX;
  }

  @Override
  public Double layerNorm(Op.LayerNorm op) {
    return out() * LAYER_NORM;
  }

  @Override
  public Double batchNorm(Op.BatchNorm op) {
    return out() * BATCH_NORM;
  }

  @Override
  public Double dropout(Op.Dropout op) {
    return 0.0;
  }

  @Override
  public Double recurrent(Op.Recurrent op) {
    double frames = sizes.product(input(0).shape(), 0, 2);
    double rows = (double) op.kind().gates() * op.hidden();
    return frames * (2 * rows * (lastOf(input(0)) + op.hidden()) + 4 * rows);
  }

  @Override
  public Double attention(Op.Attention op) {
    Shape query = input(0).shape();
    double scores = sizes.product(query, 0, 3) * sizes.size(query.dim(2));
    double products = 2 * lastOf(input(0)) + 2 * lastOf(input(2));
    return scores * (products + 1 + SOFTMAX); // one for the bias
  }

  @Override
  public Double concat(Op.Concat op) {
    return 0.0;
  }

  @Override
  public Double slice(Op.Slice op) {
    return 0.0;
  }

  @Override
  public Double gather(Op.Gather op) {
    return 0.0;
  }

  @Override
  public Double gatherTime(Op.GatherTime op) {
    return 0.0;
  }

  @Override
  public Double transpose(Op.Transpose op) {
    return 0.0;
  }

  @Override
  public Double reshape(Op.Reshape op) {
    return 0.0;
  }

  @Override
  public Double pad(Op.Pad op) {
    return 0.0;
  }

  @Override
  public Double shift(Op.Shift op) {
    return 0.0;
  }

  @Override
  public Double range(Op.Range op) {
    return 0.0;
  }

  private Value input(int index) {
    return node.inputs().get(index);
  }

  private double out() {
    return sizes.elements(node.output());
  }

  private boolean isOfFloats() {
    return input(0).dtype() == DType.FLOAT32;
  }

  private double lastOf(Value value) {
    return sizes.size(value.shape().dim(-1));
  }
}
