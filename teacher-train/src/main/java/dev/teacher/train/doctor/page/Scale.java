package dev.teacher.train.doctor.page;

import java.util.stream.DoubleStream;

/**
 * Where numbers lie between the ends of a picture, from 0 to 1.
 *
 * @param from the left or lower end; its logarithm if logarithmic
 * @param to the other end
 * @param logarithmic whether factors count; then only positive numbers have a place
 */
record Scale(double from, double to, boolean logarithmic) {
  /** From zero, or from the whole power of ten below the smallest, to the largest. */
  static Scale of(DoubleStream numbers, boolean logarithmic) {
    double[] shown = numbers.filter(n -> Double.isFinite(n) && (!logarithmic || n > 0)).toArray();
    double min = DoubleStream.of(shown).min().orElse(1);
    double max = DoubleStream.of(shown).max().orElse(1);
    if (logarithmic) {
      double low = Math.floor(Math.log10(min) - 1e-9);
      return new Scale(low, Math.max(low + 1, Math.log10(max)), true);
    }
    double low = Math.min(0, min);
    double high = Math.max(0, max);
    return new Scale(low, high > low ? high : low + 1, false);
  }

  /** Whether the number has a place. */
  boolean shows(double number) {
    return Double.isFinite(number) && (!logarithmic || number > 0);
  }

  /** The place of a number that has one. */
  double share(double number) {
    double place = logarithmic ? Math.log10(number) : number;
    return Math.max(0, Math.min(1, (place - from) / (to - from)));
  }

  /** Where bars begin: at zero, or at the lower end. */
  double origin() {
    return logarithmic ? 0 : share(0);
  }

  /** The number at a place. */
  double at(double share) {
    double place = from + share * (to - from);
    return logarithmic ? Math.pow(10, place) : place;
  }
}
