package dev.teacher.features.statistics;

/**
 * Numbers that describe many numbers. Mean, deviation, smallest and largest are of the finite ones;
 * they are NaN where none is finite.
 *
 * @param count how many there are, finite or not
 * @param nan how many are NaN
 * @param infinite how many are infinite, of either sign
 * @param zeros how many are 0 or -0
 * @param min the smallest finite one
 * @param max the largest finite one
 * @param mean of the finite ones
 * @param deviation biased standard deviation: the root of the mean squared distance from the mean,
 *     divided by the count and not by one less; exactly 0 if the finite ones are all equal
 */
public record Summary(
    long count,
    long nan,
    long infinite,
    long zeros,
    double min,
    double max,
    double mean,
    double deviation) {

  /** How many are finite numbers. */
  public long finite() {
    return count - nonFinite();
  }

  /** How many are not. */
  public long nonFinite() {
    return nan + infinite;
  }

  /** Whether every one is finite. */
  public boolean isFinite() {
    return nonFinite() == 0;
  }

  /** Whether there are finite ones, all of them equal. */
  public boolean isConstant() {
    return min == max;
  }
}
