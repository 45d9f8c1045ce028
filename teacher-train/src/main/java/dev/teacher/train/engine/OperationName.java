package dev.teacher.train.engine;

import dev.teacher.api.graph.Op;
import java.util.Locale;

/** How the operation of a graph is called where it is to blame: {@code conv1d}, {@code divide}. */
final class OperationName implements Op.Visitor<String> {
  private OperationName() {}

  static String of(Op op) {
    return op.accept(new OperationName());
  }

  private static String lower(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String constant(Op.Constant op) {
    return "constant";
  }

  @Override
  public String unary(Op.Unary op) {
    return lower(op.kind());
  }

  @Override
  public String binary(Op.Binary op) {
    return lower(op.kind());
  }

  @Override
  public String cast(Op.Cast op) {
    return "cast";
  }

  @Override
  public String where(Op.Where op) {
    return "where";
  }

  @Override
  public String reduce(Op.Reduce op) {
    return lower(op.kind());
  }

  @Override
  public String matMul(Op.MatMul op) {
    return "mat_mul";
  }

  @Override
  public String linear(Op.Linear op) {
    return "linear";
  }

  @Override
  public String conv1d(Op.Conv1d op) {
    return "conv1d";
  }

  @Override
  public String pool1d(Op.Pool1d op) {
    return "pool1d";
  }

  @Override
  public String softmax(Op.Softmax op) {
    return "softmax";
  }

  @Override
  public String layerNorm(Op.LayerNorm op) {
    return "layer_norm";
  }

  @Override
  public String batchNorm(Op.BatchNorm op) {
    return "batch_norm";
  }

  @Override
  public String dropout(Op.Dropout op) {
    return "dropout";
  }

  @Override
  public String recurrent(Op.Recurrent op) {
    return lower(op.kind());
  }

  @Override
  public String attention(Op.Attention op) {
    return "attention";
  }

  @Override
  public String concat(Op.Concat op) {
    return "concat";
  }

  @Override
  public String slice(Op.Slice op) {
    return "slice";
  }

  @Override
  public String gather(Op.Gather op) {
    return "gather";
  }

  @Override
  public String gatherTime(Op.GatherTime op) {
    return "gather_time";
  }

  @Override
  public String transpose(Op.Transpose op) {
    return "transpose";
  }

  @Override
  public String reshape(Op.Reshape op) {
    return "reshape";
  }

  @Override
  public String pad(Op.Pad op) {
    return "pad";
  }

  @Override
  public String shift(Op.Shift op) {
    return "shift";
  }

  @Override
  public String range(Op.Range op) {
    return "range";
  }
}
