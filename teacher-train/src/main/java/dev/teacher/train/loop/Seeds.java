package dev.teacher.train.loop;

/** Seeds that depend on others. */
public final class Seeds {
  private Seeds() {}

  /** A seed from two numbers (the finaliser of SplitMix64, Steele et al. 2014). */
  public static long mix(long a, long b) {
    long z = a * 0x9E3779B97F4A7C15L + b;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
