package dev.teacher.model.summary;

import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people call an operation; those that only move numbers about have no name. */
final class OperationNames {
  private OperationNames() {}

  static Optional<String> of(Node node) {
    return Optional.ofNullable(name(node));
  }

  private static String name(Node node) {
    Op op = node.op();
    if (op instanceof Op.Linear) {
      return "linear";
    }
    if (op instanceof Op.Conv1d conv) {
      Shape weight = node.inputs().get(1).shape();
      return "conv "
          + weight.dim(2)
          + (conv.stride() > 1 ? " / " + conv.stride() : "")
          + (conv.dilation() > 1 ? " dilated " + conv.dilation() : "")
          + (conv.groups() > 1 ? " in " + conv.groups() + " groups" : "");
    }
    if (op instanceof Op.Pool1d pool) {
      String kind = pool.kind() == Op.PoolKind.MAX ? "max-pool " : "average-pool ";
      return kind + pool.kernel() + (pool.stride() > 1 ? " / " + pool.stride() : "");
    }
    if (op instanceof Op.Recurrent recurrent) {
      return recurrent.kind() + (recurrent.reverse() ? " backward" : "");
    }
    if (op instanceof Op.Unary unary) {
      return switch (unary.kind()) {
        case RELU, GELU, SILU, SIGMOID, TANH -> unary.kind().name().toLowerCase(Locale.ROOT);
        default -> null;
      };
    }
    if (op instanceof Op.Reduce reduce) {
      return overTime(reduce);
    }
    if (op instanceof Op.Dropout dropout) {
      return "drop-out " + dropout.probability();
    }
    return simple(op);
  }

  /** Sums over the time and the channels of each of several groups are those of a group norm. */
  private static String overTime(Op.Reduce reduce) {
    boolean hasGroups = reduce.axes().equals(List.of(1, 3));
    return hasGroups ? "group norm" : reduce.axes().contains(1) ? "statistics" : null;
  }

  private static String simple(Op op) {
    if (op instanceof Op.Attention) {
      return "attention";
    }
    if (op instanceof Op.LayerNorm) {
      return "layer norm";
    }
    if (op instanceof Op.BatchNorm) {
      return "batch norm";
    }
    return op instanceof Op.Softmax ? "soft-max" : null;
  }
}
