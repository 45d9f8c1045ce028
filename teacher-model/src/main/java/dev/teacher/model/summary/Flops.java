package dev.teacher.model.summary;

import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.graph.Value;

/**
 * Floating point operations of a node for one sample; a multiplication with its addition counts as
 * two, moving numbers about as none. Functions such as exp count as one.
 */
final class Flops {
  /** Mean, difference, square, variance, root, quotient, scale and offset. */
  private static final int NORM = 8;

  /** Maximum, difference, exp, sum and quotient. */
  private static final int SOFTMAX = 5;

  private final Sizes sizes;

  Flops(Sizes sizes) {
    this.sizes = sizes;
  }

  double of(Node node) {
    double out = sizes.elements(node.output());
    Op op = node.op();
    if (op instanceof Op.Linear linear) {
      return out * (2 * lastOf(node.inputs().get(1)) + (linear.bias() ? 1 : 0));
    }
    if (op instanceof Op.Conv1d conv) {
      double weights = sizes.product(node.inputs().get(1).shape(), 1, 3);
      return out * (2 * weights + (conv.bias() ? 1 : 0));
    }
    if (op instanceof Op.MatMul) {
      return out * 2 * lastOf(node.inputs().get(0));
    }
    if (op instanceof Op.Recurrent recurrent) {
      return recurrent(node, recurrent);
    }
    if (op instanceof Op.Attention) {
      return attention(node);
    }
    if (op instanceof Op.Pool1d pool) {
      return out * pool.kernel();
    }
    if (op instanceof Op.Reduce) {
      return sizes.elements(node.inputs().get(0));
    }
    return out * perElement(op);
  }

  private static int perElement(Op op) {
    if (op instanceof Op.LayerNorm || op instanceof Op.BatchNorm) {
      return NORM;
    }
    if (op instanceof Op.Softmax) {
      return SOFTMAX;
    }
    return op instanceof Op.Unary || op instanceof Op.Binary ? 1 : 0;
  }

  private double recurrent(Node node, Op.Recurrent recurrent) {
    Value x = node.inputs().get(0);
    double frames = sizes.product(x.shape(), 0, 2);
    double rows = (double) recurrent.kind().gates() * recurrent.hidden();
    double perFrame = 2 * rows * (lastOf(x) + recurrent.hidden()) + 4 * rows;
    return frames * perFrame;
  }

  /** Scores, bias and soft-max, and the sum of the values. */
  private double attention(Node node) {
    Shape query = node.inputs().get(0).shape();
    double scores = sizes.product(query, 0, 3) * sizes.size(query.dim(2));
    return scores * (4 * sizes.size(query.dim(3)) + 1 + SOFTMAX);
  }

  private double lastOf(Value value) {
    return sizes.size(value.shape().dim(-1));
  }
}
