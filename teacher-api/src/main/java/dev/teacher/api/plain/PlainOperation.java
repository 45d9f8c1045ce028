package dev.teacher.api.plain;

import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One node of a graph in plain Java. Tensors are FLOAT32 or INT64; truth values are INT64 with 0
 * and 1. Sums are in double precision, and only results are rounded.
 */
public final class PlainOperation {
  private final Node node;
  private final Operation operation;

  private PlainOperation(Node node, Mode mode) {
    this.node = node;
    operation = Operations.of(node, mode);
  }

  /** As it is used: drop-out does nothing, and batch norm uses what it keeps. */
  public static PlainOperation of(Node node) {
    return new PlainOperation(node, Mode.INFERENCE);
  }

  /**
   * As it is in training.
   *
   * @param seed of drop-out
   */
  public static PlainOperation inTraining(Node node, long seed) {
    return new PlainOperation(node, new Mode(true, seed));
  }

  /**
   * The result.
   *
   * @param inputs in the order and of the shapes that the operation defines
   * @throws IllegalArgumentException if they are not as many as the node has
   */
  public Tensor forward(List<Tensor> inputs) {
    return operation.forward(arrays(inputs)).tensor(node.output().dtype());
  }

  /**
   * The product of a vector with the Jacobian: how a number changes with each input.
   *
   * @param inputs what the result comes from
   * @param upstream FLOAT32, how the number changes with the result, in its shape
   * @return FLOAT32, one for each input in its shape; null for inputs that get no gradient
   * @throws IllegalArgumentException if the inputs are not as many as the node has, or the upstream
   *     gradient has another shape than the result
   */
  public List<Tensor> backward(List<Tensor> inputs, Tensor upstream) {
    List<NdArray> in = arrays(inputs);
    NdArray out = operation.forward(in);
    if (!Arrays.equals(out.shape(), upstream.shape())) {
      throw new IllegalArgumentException(
          "the result of "
              + node.op()
              + " is "
              + Arrays.toString(out.shape())
              + ", its gradient "
              + upstream);
    }
    List<Tensor> gradients = new ArrayList<>();
    for (NdArray gradient : operation.backward(in, out, NdArray.of(upstream))) {
      gradients.add(gradient == null ? null : gradient.tensor(DType.FLOAT32));
    }
    return gradients;
  }

  private List<NdArray> arrays(List<Tensor> inputs) {
    List<Value> wanted = node.inputs();
    if (inputs.size() != wanted.size()) {
      throw new IllegalArgumentException(
          node.op() + " takes " + wanted.size() + " inputs, got " + inputs.size());
    }
    return inputs.stream().map(NdArray::of).toList();
  }
}
