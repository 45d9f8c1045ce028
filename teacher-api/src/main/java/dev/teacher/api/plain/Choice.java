package dev.teacher.api.plain;

import java.util.Arrays;
import java.util.List;

/**
 * One of two elements by a condition, broadcast.
 *
 * @param floats whether they are FLOAT32
 */
record Choice(boolean floats) implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    int[] common =
        NdArray.broadcast(
            in.get(0).shape(), NdArray.broadcast(in.get(1).shape(), in.get(2).shape()));
    return chosen(in.get(0), in.get(1).expand(common), in.get(2).expand(common));
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    if (!floats) {
      return Arrays.asList(new NdArray[3]);
    }
    NdArray none = NdArray.zeros(out.shape());
    return Arrays.asList(
        null,
        chosen(in.get(0), upstream, none).sumTo(in.get(1).shape()),
        chosen(in.get(0), none, upstream).sumTo(in.get(2).shape()));
  }

  private static NdArray chosen(NdArray condition, NdArray yes, NdArray no) {
    NdArray choice = condition.expand(yes.shape());
    NdArray result = NdArray.zeros(yes.shape());
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] = choice.data()[i] != 0 ? yes.data()[i] : no.data()[i];
    }
    return result;
  }
}
