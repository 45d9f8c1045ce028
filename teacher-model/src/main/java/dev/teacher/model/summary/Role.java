package dev.teacher.model.summary;

import dev.teacher.api.graph.Op;

/** What part an operation has in a layer. */
enum Role {
  /** It computes with weights, or mixes frames: what a layer is there for. */
  WORK,
  /** The same, and its result may be in another layout than that of layers. */
  MIXTURE,
  /** It gives shares, whose layout may be another than that of layers. */
  SHARES,
  /** It makes one value of several. */
  UNION,
  /** It passes on a part of what it gets. */
  CHOICE,
  /** It is a step on the way. */
  STEP;

  static Role of(Op op) {
    return op.accept(new Roles());
  }

  boolean works() {
    return this == WORK || this == MIXTURE;
  }

  /** Heads stand before time, shares of segments have one channel. */
  boolean isBetweenLayouts() {
    return this == MIXTURE || this == SHARES;
  }

  private static final class Roles implements Op.Visitor<Role> {
    @Override
    public Role constant(Op.Constant op) {
      return STEP;
    }

    @Override
    public Role unary(Op.Unary op) {
      return STEP;
    }

    @Override
    public Role binary(Op.Binary op) {
      return STEP;
    }

    @Override
    public Role cast(Op.Cast op) {
      return STEP;
    }

    @Override
    public Role where(Op.Where op) {
      return CHOICE;
    }

    @Override
    public Role reduce(Op.Reduce op) {
      return STEP;
    }

    @Override
    public Role matMul(Op.MatMul op) {
      return WORK;
    }

    @Override
    public Role linear(Op.Linear op) {
      return WORK;
    }

    @Override
    public Role conv1d(Op.Conv1d op) {
      return WORK;
    }

    @Override
    public Role pool1d(Op.Pool1d op) {
      return STEP;
    }

    @Override
    public Role softmax(Op.Softmax op) {
      return SHARES;
    }

    @Override
    public Role layerNorm(Op.LayerNorm op) {
      return STEP;
    }

    @Override
    public Role batchNorm(Op.BatchNorm op) {
      return STEP;
    }

    @Override
    public Role dropout(Op.Dropout op) {
      return STEP;
    }

    @Override
    public Role recurrent(Op.Recurrent op) {
      return WORK;
    }

    @Override
    public Role attention(Op.Attention op) {
      return MIXTURE;
    }

    @Override
    public Role concat(Op.Concat op) {
      return UNION;
    }

    @Override
    public Role slice(Op.Slice op) {
      return CHOICE;
    }

    @Override
    public Role gather(Op.Gather op) {
      return STEP;
    }

    @Override
    public Role gatherTime(Op.GatherTime op) {
      return STEP;
    }

    @Override
    public Role transpose(Op.Transpose op) {
      return STEP;
    }

    @Override
    public Role reshape(Op.Reshape op) {
      return STEP;
    }

    @Override
    public Role pad(Op.Pad op) {
      return STEP;
    }

    @Override
    public Role shift(Op.Shift op) {
      return STEP;
    }

    @Override
    public Role range(Op.Range op) {
      return STEP;
    }
  }
}
