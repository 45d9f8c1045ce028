package dev.teacher.model.summary;

import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people call an operation; those that only move numbers about have no name. */
final class OperationNames implements Op.Visitor<Optional<String>> {
  private static final Optional<String> NONE = Optional.empty();

  private final Node node;

  private OperationNames(Node node) {
    this.node = node;
  }

  static Optional<String> of(Node node) {
    return node.op().accept(new OperationNames(node));
  }

  @Override
  public Optional<String> constant(Op.Constant op) {
    return NONE;
  }

  @Override
  public Optional<String> unary(Op.Unary op) {
    return switch (op.kind()) {
      case RELU, GELU, SILU, SIGMOID, TANH ->
          Optional.of(op.kind().name().toLowerCase(Locale.ROOT));
      case NEGATE, ABS, EXP, LOG, SQRT, SIN, COS, FLOOR, NOT -> NONE;
    };
  }

  @Override
  public Optional<String> binary(Op.Binary op) {
    return NONE;
  }

  @Override
  public Optional<String> cast(Op.Cast op) {
    return NONE;
  }

  @Override
  public Optional<String> where(Op.Where op) {
    return NONE;
  }

  @Override
  public Optional<String> reduce(Op.Reduce op) {
    // Sums over the time and the channels of each of several groups are those of a group norm.
    if (op.axes().equals(List.of(1, 3))) {
      return Optional.of("group norm");
    }
    return op.axes().contains(1) ? Optional.of("statistics") : NONE;
  }

  @Override
  public Optional<String> matMul(Op.MatMul op) {
    return NONE;
  }

  @Override
  public Optional<String> linear(Op.Linear op) {
    return Optional.of("linear");
  }

  @Override
  public Optional<String> conv1d(Op.Conv1d op) {
    return Optional.of(
        "conv "
            + node.inputs().get(1).shape().dim(2)
            + (op.stride() > 1 ? " / " + op.stride() : "")
            + (op.dilation() > 1 ? " dilated " + op.dilation() : "")
            + (op.groups() > 1 ? " in " + op.groups() + " groups" : ""));
  }

  @Override
  public Optional<String> pool1d(Op.Pool1d op) {
    String kind = op.kind() == Op.PoolKind.MAX ? "max-pool " : "average-pool ";
    return Optional.of(kind + op.kernel() + (op.stride() > 1 ? " / " + op.stride() : ""));
  }

  @Override
  public Optional<String> softmax(Op.Softmax op) {
    return Optional.of("soft-max");
  }

  @Override
  public Optional<String> layerNorm(Op.LayerNorm op) {
    return Optional.of("layer norm");
  }

  @Override
  public Optional<String> batchNorm(Op.BatchNorm op) {
    return Optional.of("batch norm");
  }

  @Override
  public Optional<String> dropout(Op.Dropout op) {
    return Optional.of("drop-out " + op.probability());
  }

  @Override
  public Optional<String> recurrent(Op.Recurrent op) {
    return Optional.of(op.kind() + (op.reverse() ? " backward" : ""));
  }

  @Override
  public Optional<String> attention(Op.Attention op) {
    return Optional.of("attention");
  }

  @Override
  public Optional<String> concat(Op.Concat op) {
    return NONE;
  }

  @Override
  public Optional<String> slice(Op.Slice op) {
    return NONE;
  }

  @Override
  public Optional<String> gather(Op.Gather op) {
    return NONE;
  }

  @Override
  public Optional<String> gatherTime(Op.GatherTime op) {
    return NONE;
  }

  @Override
  public Optional<String> transpose(Op.Transpose op) {
    return NONE;
  }

  @Override
  public Optional<String> reshape(Op.Reshape op) {
    return NONE;
  }

  @Override
  public Optional<String> pad(Op.Pad op) {
    return NONE;
  }

  @Override
  public Optional<String> shift(Op.Shift op) {
    return NONE;
  }

  @Override
  public Optional<String> range(Op.Range op) {
    return NONE;
  }
}
