package dev.teacher.features.statistics;

import java.util.List;

/** Quantiles of numbers, interpolated linearly (type 7 of Hyndman and Fan 1996, as NumPy does). */
final class Quantiles {
  private final RadixSort radixSort = new RadixSort();

  /**
   * At {@link FrameSample#LEVELS}; empty if no number is finite.
   *
   * @param values is sorted; numbers that are not finite are left out
   * @param count how many of them count
   */
  List<Double> of(float[] values, int count) {
    int finite = keepFinite(values, count);
    radixSort.sort(values, finite);
    return finite == 0
        ? List.of()
        : FrameSample.LEVELS.stream().map(level -> at(values, finite, level)).toList();
  }

  /** Moves the finite numbers to the front; gives their number. */
  private static int keepFinite(float[] values, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (Float.isFinite(values[i])) {
        values[kept] = values[i];
        kept++;
      }
    }
    return kept;
  }

  /** Of sorted numbers. */
  private static double at(float[] sorted, int count, double level) {
    double place = level * (count - 1);
    int below = (int) place;
    double share = place - below;
    double low = sorted[below];
    return share == 0 ? low : low + share * ((double) sorted[below + 1] - low);
  }
}
