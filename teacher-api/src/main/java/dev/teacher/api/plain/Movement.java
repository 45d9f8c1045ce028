package dev.teacher.api.plain;

import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What puts elements of its inputs to other places, as they are, and a constant between them. Moved
 * like this, the numbers of the places say where each element came from, and there goes its
 * gradient.
 */
final class Movement implements Operation {
  /** No element of any input. */
  private static final double NOWHERE = -1;

  private final List<Value> inputs;
  private final double between;
  private final Move move;

  Movement(Node node, double between, Move move) {
    inputs = node.inputs();
    this.between = between;
    this.move = move;
  }

  /** Moves elements; {@code fill} stands between them. */
  @FunctionalInterface
  interface Move {
    NdArray apply(List<NdArray> in, double fill);
  }

  @Override
  public NdArray forward(List<NdArray> in) {
    return move.apply(in, between);
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    List<NdArray> places = new ArrayList<>(in);
    List<NdArray> gradients = new ArrayList<>();
    int elements = 0;
    for (int i = 0; i < in.size(); i++) {
      boolean moves = inputs.get(i).dtype() == DType.FLOAT32;
      gradients.add(moves ? NdArray.zeros(in.get(i).shape()) : null);
      if (moves) {
        places.set(i, numbered(in.get(i).shape(), elements));
        elements += in.get(i).data().length;
      }
    }
    NdArray from = move.apply(places, NOWHERE);
    double[] sums = new double[elements];
    for (int i = 0; i < upstream.data().length; i++) {
      if (from.data()[i] != NOWHERE) {
        sums[(int) from.data()[i]] += upstream.data()[i];
      }
    }
    int done = 0;
    for (NdArray gradient : gradients) {
      if (gradient != null) {
        System.arraycopy(sums, done, gradient.data(), 0, gradient.data().length);
        done += gradient.data().length;
      }
    }
    return gradients;
  }

  private static NdArray numbered(int[] shape, int first) {
    NdArray numbers = NdArray.zeros(shape);
    Arrays.setAll(numbers.data(), i -> first + i);
    return numbers;
  }
}
