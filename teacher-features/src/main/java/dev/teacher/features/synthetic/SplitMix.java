package dev.teacher.features.synthetic;

/**
 * SplitMix64 (Steele, Lea, Flood 2014), written out so that a corpus is the same on every Java
 * version and platform; normal deviates by Box and Muller's method on {@link StrictMath}.
 */
final class SplitMix {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  private SplitMix(long state) {
    this.state = state;
  }

  /** The generator of one thing: a corpus seed, what the thing is, and its numbers. */
  static SplitMix of(long seed, String what, long... numbers) {
    long state = mix(seed + GAMMA) ^ mix(what.hashCode() + 2 * GAMMA);
    for (long number : numbers) {
      state = mix(state + GAMMA) ^ mix(number + 3 * GAMMA);
    }
    return new SplitMix(mix(state));
  }

  /** The generator of one thing that has a name. */
  static SplitMix of(long seed, String what, String name) {
    return of(seed, what, name.chars().asLongStream().toArray());
  }

  long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** A whole number from 0 to {@code bound - 1}. */
  int index(int bound) {
    return (int) Math.floorMod(nextLong() >>> 1, (long) bound);
  }

  /** Uniform from 0 to 1. */
  double uniform() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  double normal(double deviation) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return deviation * radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  double[] normals(int count, double deviation) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = normal(deviation);
    }
    return values;
  }

  /** The numbers from 0 to {@code count - 1} in random order. */
  int[] shuffled(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = index(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
