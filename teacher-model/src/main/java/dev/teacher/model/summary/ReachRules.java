package dev.teacher.model.summary;

import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;

/** How far the result of a node sees. */
final class ReachRules implements Op.Visitor<Reach> {
  private final Node node;
  private final Reaches reaches;

  ReachRules(Node node, Reaches reaches) {
    this.node = node;
    this.reaches = reaches;
  }

  @Override
  public Reach constant(Op.Constant op) {
    return Reach.NOTHING;
  }

  @Override
  public Reach unary(Op.Unary op) {
    return inputs();
  }

  @Override
  public Reach binary(Op.Binary op) {
    return inputs();
  }

  @Override
  public Reach cast(Op.Cast op) {
    return inputs();
  }

  @Override
  public Reach where(Op.Where op) {
    return inputs();
  }

  @Override
  public Reach reduce(Op.Reduce op) {
    return inputs();
  }

  @Override
  public Reach matMul(Op.MatMul op) {
    boolean mixes = isTime(input(0), -1) || isTime(input(1), -2) || isTime(input(1), -1);
    return mixes ? Reach.WHOLE : inputs();
  }

  @Override
  public Reach linear(Op.Linear op) {
    return inputs();
  }

  @Override
  public Reach conv1d(Op.Conv1d op) {
    return inputs().widened(step(1) * op.padBefore(), step(1) * op.padAfter());
  }

  @Override
  public Reach pool1d(Op.Pool1d op) {
    return inputs().widened(step(1) * op.padBefore(), step(1) * op.padAfter());
  }

  @Override
  public Reach softmax(Op.Softmax op) {
    return isTime(input(0), op.axis()) ? Reach.WHOLE : inputs();
  }

  @Override
  public Reach layerNorm(Op.LayerNorm op) {
    return inputs();
  }

  @Override
  public Reach batchNorm(Op.BatchNorm op) {
    return inputs();
  }

  @Override
  public Reach dropout(Op.Dropout op) {
    return inputs();
  }

  @Override
  public Reach recurrent(Op.Recurrent op) {
    return Reach.WHOLE;
  }

  @Override
  public Reach attention(Op.Attention op) {
    return Reach.WHOLE;
  }

  @Override
  public Reach concat(Op.Concat op) {
    return inputs();
  }

  @Override
  public Reach slice(Op.Slice op) {
    if (!isTime(input(0), op.axis())) {
      return inputs();
    }
    return op.start() < 0 ? Reach.WHOLE : moved(op.axis(), -op.start());
  }

  @Override
  public Reach gather(Op.Gather op) {
    return isTime(input(0), op.axis()) ? Reach.WHOLE : inputs();
  }

  @Override
  public Reach gatherTime(Op.GatherTime op) {
    return Reach.WHOLE;
  }

  @Override
  public Reach transpose(Op.Transpose op) {
    return inputs();
  }

  @Override
  public Reach reshape(Op.Reshape op) {
    return inputs();
  }

  @Override
  public Reach pad(Op.Pad op) {
    return moved(op.axis(), op.before());
  }

  @Override
  public Reach shift(Op.Shift op) {
    return moved(op.axis(), op.by());
  }

  @Override
  public Reach range(Op.Range op) {
    return Reach.NOTHING;
  }

  private Value input(int index) {
    return node.inputs().get(index);
  }

  /** What all inputs with a time axis see together. */
  private Reach inputs() {
    return node.inputs().stream()
        .filter(value -> value.shape().dims().stream().anyMatch(ReachRules::isTime))
        .map(reaches::of)
        .reduce(Reach::and)
        .orElse(Reach.NOTHING);
  }

  /** What stood at a frame stands so many frames later, if the axis is that of time. */
  private Reach moved(int axis, int later) {
    return isTime(input(0), axis) ? inputs().moved(step(axis) * later) : inputs();
  }

  private static boolean isTime(Value value, int axis) {
    return isTime(value.shape().dim(axis));
  }

  private static boolean isTime(Dim dim) {
    return !dim.isFixed() && !dim.equals(Dim.BATCH);
  }

  /** Input frames between neighbouring frames of the first input. */
  private double step(int axis) {
    Dim time = input(0).shape().dim(axis);
    return time.isFixed() ? 1 : (double) time.stride() / time.multiple();
  }
}
