package dev.teacher.train.doctor.data;

import dev.teacher.api.data.Sample;
import dev.teacher.train.doctor.Patient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a normaliser makes indistinguishable at the ends of columns: numbers that differ before it,
 * and are all equal to the smallest or the largest number of their column behind it. Numbers that
 * were alike before, such as flags or the zeros of a hand that was not found, lose nothing there
 * and are not counted.
 *
 * @param normaliser the configured one, by place, name and line
 * @param place of it in the chain, from 0
 * @param shares by column, of the numbers that could be told apart before, how many are lost so;
 *     NaN where a column does not vary before
 * @param low smallest number of each column behind the normaliser
 * @param high largest number of each column behind the normaliser
 */
record Clipping(String normaliser, int place, double[] shares, float[] low, float[] high) {
  /**
   * What each normaliser of the configured chain clips.
   *
   * @param raw features before any normaliser
   * @param configured features behind all of them
   */
  static List<Clipping> of(
      Patient patient, Chain raw, Chain configured, List<Sample> samples, Look look) {
    List<String> normalisers = List.copyOf(patient.experiment().normalizers().keySet());
    List<Clipping> clippings = new ArrayList<>();
    Chain before = raw;
    for (int place = 0; place < normalisers.size(); place++) {
      boolean isLast = place == normalisers.size() - 1;
      Chain behind = isLast ? configured : Chain.first(place + 1, patient, samples, look);
      clippings.add(of(normalisers.get(place), place, before, behind));
      before = behind;
    }
    return clippings;
  }

  /** What one normaliser clips. */
  static Clipping of(String normaliser, int place, Chain before, Chain behind) {
    int width = before.spread().deviations().length;
    double[] shares = new double[width];
    float[] low = new float[width];
    float[] high = new float[width];
    for (int column = 0; column < width; column++) {
      float[] from = before.column(column);
      float[] to = behind.column(column);
      low[column] = Float.POSITIVE_INFINITY;
      high[column] = Float.NEGATIVE_INFINITY;
      for (float value : to) {
        low[column] = Math.min(low[column], value);
        high[column] = Math.max(high[column], value);
      }
      shares[column] =
          before.varies(column) ? share(from, to, low[column], high[column]) : Double.NaN;
    }
    return new Clipping(normaliser, place, shares, low, high);
  }

  private static double share(float[] from, float[] to, float low, float high) {
    int lost = apart(at(low, from, to));
    if (high > low) {
      lost += apart(at(high, from, to));
    }
    return (double) lost / apart(from);
  }

  /** The numbers before that became {@code end}. */
  private static float[] at(float end, float[] from, float[] to) {
    float[] found = new float[from.length];
    int count = 0;
    for (int i = 0; i < from.length; i++) {
      if (to[i] == end) {
        found[count++] = from[i];
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** How many numbers differ from the most frequent one. */
  private static int apart(float[] numbers) {
    float[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int most = 0;
    int from = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] != sorted[from]) {
        from = i;
      }
      most = Math.max(most, i - from + 1);
    }
    return sorted.length - most;
  }

  /** How many columns vary before the normaliser. */
  int varying() {
    return (int) Arrays.stream(shares).filter(share -> !Double.isNaN(share)).count();
  }

  /** The columns that lose more than a share, those that lose most first. */
  List<Integer> losing(double most) {
    List<Integer> columns = new ArrayList<>();
    for (int column = 0; column < shares.length; column++) {
      if (shares[column] > most) {
        columns.add(column);
      }
    }
    columns.sort((a, b) -> Double.compare(shares[b], shares[a]));
    return columns;
  }
}
