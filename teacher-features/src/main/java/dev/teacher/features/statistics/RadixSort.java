package dev.teacher.features.statistics;

/**
 * Sorts floats by their bits, 11 at a time (least significant first). Several thousand numbers a
 * column, of each of thousands of columns: seven times faster here than {@code Arrays.sort}, which
 * would take longer than reading the files.
 */
final class RadixSort {
  private static final int BITS = 11;
  private static final int BUCKETS = 1 << BITS;
  private static final int DIGITS = 3;

  private final int[] places = new int[DIGITS * BUCKETS];
  private int[] keys = new int[0];
  private int[] other = new int[0];

  /** Sorts the first numbers, none of which is NaN; -0 comes before 0. */
  void sort(float[] values, int count) {
    if (keys.length < count) {
      keys = new int[count];
      other = new int[count];
    }
    java.util.Arrays.fill(places, 0);
    for (int i = 0; i < count; i++) {
      int bits = Float.floatToRawIntBits(values[i]);
      int key = bits ^ ((bits >> 31) | Integer.MIN_VALUE); // unsigned, in the order of the numbers
      keys[i] = key;
      for (int d = 0; d < DIGITS; d++) {
        places[d * BUCKETS + digit(key, d)]++;
      }
    }
    for (int d = 0; d < DIGITS; d++) {
      move(d, count);
    }
    for (int i = 0; i < count; i++) {
      int key = keys[i];
      values[i] = Float.intBitsToFloat(key ^ ((~key >> 31) | Integer.MIN_VALUE));
    }
  }

  private void move(int d, int count) {
    int place = 0;
    for (int b = d * BUCKETS; b < (d + 1) * BUCKETS; b++) {
      int here = places[b];
      places[b] = place;
      place += here;
    }
    for (int i = 0; i < count; i++) {
      int key = keys[i];
      other[places[d * BUCKETS + digit(key, d)]++] = key;
    }
    int[] sorted = other;
    other = keys;
    keys = sorted;
  }

  private static int digit(int key, int d) {
    return (key >>> (BITS * d)) & (BUCKETS - 1);
  }
}
