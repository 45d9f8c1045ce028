package dev.teacher.train.guard;

import dev.teacher.api.data.Layout;
import dev.teacher.train.guard.FeatureNumbers.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Counts the numbers of each column of some frames. */
final class FeatureTally {
  private final Layout layout;
  private final long[] finite;
  private final long[] others;
  private final double[] sum;
  private final double[] squares;
  private final double[] min;
  private final double[] max;

  FeatureTally(Layout layout) {
    this.layout = layout;
    int width = layout.width();
    finite = new long[width];
    others = new long[width];
    sum = new double[width];
    squares = new double[width];
    min = new double[width];
    max = new double[width];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
  }

  Layout layout() {
    return layout;
  }

  /** Adds whole frames. */
  void add(float[] frames) {
    int width = finite.length;
    for (int i = 0; i < frames.length; i++) {
      int column = i % width;
      double value = frames[i];
      if (Double.isFinite(value)) {
        finite[column]++;
        sum[column] += value;
        squares[column] += value * value;
        min[column] = Math.min(min[column], value);
        max[column] = Math.max(max[column], value);
      } else {
        others[column]++;
      }
    }
  }

  /** What is known of the columns from one (inclusive) to another (exclusive). */
  Range range(int from, int to) {
    long count = 0;
    long none = 0;
    double total = 0;
    double totalSquares = 0;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = from; c < to; c++) {
      count += finite[c];
      none += others[c];
      total += sum[c];
      totalSquares += squares[c];
      smallest = Math.min(smallest, min[c]);
      largest = Math.max(largest, max[c]);
    }
    double mean = total / count;
    double variance = Math.max(0, totalSquares / count - mean * mean);
    return new Range(mean, Math.sqrt(variance), smallest, largest, none);
  }

  /** The names of the columns whose numbers are all within so small a distance. */
  List<String> narrowerThan(double distance) {
    return names(c -> finite[c] > 0 && max[c] - min[c] <= distance);
  }

  /** The names of the columns with a number beyond a size, other than those that do not vary. */
  List<String> beyond(double size, double distance) {
    return names(c -> max[c] - min[c] > distance && Math.max(max[c], -min[c]) > size);
  }

  private List<String> names(IntPredicate wanted) {
    List<String> names = new ArrayList<>();
    IntStream.range(0, finite.length).filter(wanted).forEach(c -> names.add(layout.columnName(c)));
    return names;
  }
}
