package dev.teacher.features.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The frames that quantiles and histograms are taken from. They are drawn before anything is read,
 * so each thread knows where to put the ones it meets, and the threads' order does not matter.
 */
final class FramePicks {
  /** The most numbers that are kept: 32 MiB of floats. */
  private static final long MOST_NUMBERS = 1 << 23;

  private final FrameSample sample;
  private final int width;
  private final List<int[]> picked;
  private final int[] firstRow;
  private final float[] values;

  private FramePicks(FrameSample sample, int width, List<int[]> picked) {
    this.sample = sample;
    this.width = width;
    this.picked = picked;
    firstRow = new int[picked.size() + 1];
    for (int i = 0; i < picked.size(); i++) {
      firstRow[i + 1] = firstRow[i] + picked.get(i).length;
    }
    values = new float[firstRow[picked.size()] * width];
  }

  /**
   * Draws as many frames as there is room for, each as likely as any other (selection sampling:
   * Fan, Muller and Rezucha 1962; algorithm S of Knuth, volume 2, section 3.4.2).
   *
   * @param lengths frames of each sample
   * @param width columns
   * @param seed of the draw
   */
  static FramePicks draw(int[] lengths, int width, long seed) {
    return draw(lengths, width, seed, Math.max(1, MOST_NUMBERS / width));
  }

  static FramePicks draw(int[] lengths, int width, long seed, long most) {
    long total = Arrays.stream(lengths).asLongStream().sum();
    long wanted = Math.min(total, most);
    long left = wanted;
    long ahead = total;
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> picked = new ArrayList<>();
    for (int length : lengths) {
      int[] frames = new int[(int) Math.min(left, length)];
      int count = 0;
      for (int f = 0; f < length && left > 0; f++) {
        if (left == ahead || random.nextLong(ahead) < left) {
          frames[count] = f;
          count++;
          left--;
        }
        ahead--;
      }
      picked.add(Arrays.copyOf(frames, count));
    }
    return new FramePicks(new FrameSample(wanted, total, seed), width, picked);
  }

  FrameSample sample() {
    return sample;
  }

  int width() {
    return width;
  }

  /** The number of frames that are kept. */
  int rows() {
    return firstRow[picked.size()];
  }

  /** Every row. */
  int[] all() {
    return IntStream.range(0, rows()).toArray();
  }

  /** The rows of some samples. */
  int[] of(List<Integer> indices) {
    return indices.stream()
        .flatMapToInt(i -> IntStream.range(firstRow[i], firstRow[i + 1]))
        .toArray();
  }

  /** The kept frames, [rows, width]. */
  float[] values() {
    return values;
  }

  /** The frames of a sample that are kept, ascending. */
  int[] of(int index) {
    return picked.get(index);
  }

  /** Where in {@link #values} the frames of a sample begin, in rows. */
  int firstRow(int index) {
    return firstRow[index];
  }
}
