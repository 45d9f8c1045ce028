package dev.teacher.api.plain;

import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import java.util.List;
import java.util.function.Function;

/** What computes a node. */
final class Operations implements Op.Visitor<Operation> {
  private final Node node;
  private final Mode mode;

  private Operations(Node node, Mode mode) {
    this.node = node;
    this.mode = mode;
  }

  static Operation of(Node node, Mode mode) {
    return node.op().accept(new Operations(node, mode));
  }

  @Override
  public Operation constant(Op.Constant op) {
    NdArray value = NdArray.of(op.value());
    return new Source(in -> value);
  }

  @Override
  public Operation unary(Op.Unary op) {
    return new UnaryFunction(op.kind());
  }

  @Override
  public Operation binary(Op.Binary op) {
    boolean whole = input(0).dtype() == DType.INT64;
    return new BinaryFunction(op.kind(), whole);
  }

  @Override
  public Operation cast(Op.Cast op) {
    return new Conversion(input(0).dtype(), op.to());
  }

  @Override
  public Operation where(Op.Where op) {
    return new Choice(isFloat());
  }

  @Override
  public Operation reduce(Op.Reduce op) {
    return new Reduction(op);
  }

  @Override
  public Operation matMul(Op.MatMul op) {
    return new MatrixProduct();
  }

  @Override
  public Operation linear(Op.Linear op) {
    return new LinearMap();
  }

  @Override
  public Operation conv1d(Op.Conv1d op) {
    return new Convolution(op);
  }

  @Override
  public Operation pool1d(Op.Pool1d op) {
    return op.kind() == Op.PoolKind.MAX ? new MaxPool(op) : new AveragePool(op);
  }

  @Override
  public Operation softmax(Op.Softmax op) {
    return new SoftMax(op.axis(), op.log());
  }

  @Override
  public Operation layerNorm(Op.LayerNorm op) {
    return new LayerNormalization(op.eps());
  }

  @Override
  public Operation batchNorm(Op.BatchNorm op) {
    return mode.training() ? new BatchNormInTraining(op) : new BatchNormInUse(op.eps());
  }

  @Override
  public Operation dropout(Op.Dropout op) {
    return mode.training()
        ? new DropOut(op.probability(), mode.seed(), node.output().id())
        : moving(in -> in.get(0));
  }

  @Override
  public Operation recurrent(Op.Recurrent op) {
    return new RecurrentLayer(op);
  }

  @Override
  public Operation attention(Op.Attention op) {
    return new DotProductAttention();
  }

  @Override
  public Operation concat(Op.Concat op) {
    return moving(in -> Moves.concat(op.axis(), in));
  }

  @Override
  public Operation slice(Op.Slice op) {
    return moving(in -> Moves.slice(op, in.get(0)));
  }

  @Override
  public Operation gather(Op.Gather op) {
    return moving(in -> Moves.gather(op.axis(), in.get(0), in.get(1)));
  }

  @Override
  public Operation gatherTime(Op.GatherTime op) {
    return moving(in -> Moves.gatherTime(in.get(0), in.get(1)));
  }

  @Override
  public Operation transpose(Op.Transpose op) {
    int[] order = op.permutation().stream().mapToInt(axis -> axis).toArray();
    return moving(in -> in.get(0).transpose(order));
  }

  @Override
  public Operation reshape(Op.Reshape op) {
    return moving(in -> Moves.reshape(op.sizes(), in.get(0)));
  }

  @Override
  public Operation pad(Op.Pad op) {
    return new Movement(node, op.value(), (in, fill) -> Moves.pad(op, in.get(0), fill));
  }

  @Override
  public Operation shift(Op.Shift op) {
    return new Movement(node, 0, (in, fill) -> Moves.shift(op, in.get(0), fill));
  }

  @Override
  public Operation range(Op.Range op) {
    return new Source(in -> Moves.counted(in.get(0).shape()[op.axis()]));
  }

  private Operation moving(Function<List<NdArray>, NdArray> move) {
    return new Movement(node, 0, (in, fill) -> move.apply(in));
  }

  private Value input(int index) {
    return node.inputs().get(index);
  }

  private boolean isFloat() {
    return node.output().dtype() == DType.FLOAT32;
  }
}
