package dev.teacher.api.plain;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Drops elements and makes up for it with the others.
 *
 * @param seed of the step
 * @param node that drops: each has its own numbers
 */
record DropOut(double probability, long seed, int node) implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    return dropped(in.get(0));
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    return List.of(dropped(upstream));
  }

  private NdArray dropped(NdArray x) {
    SplittableRandom numbers = new SplittableRandom(seed);
    SplittableRandom random = new SplittableRandom(numbers.nextLong() + node);
    return x.map(v -> random.nextDouble() < probability ? 0 : v / (1 - probability));
  }
}
