package dev.teacher.testkit;

import dev.teacher.api.data.Batch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Batches with something to see past the lengths. */
final class Batches {
  private Batches() {}

  /**
   * Samples side by side, called {@code sample-0} and so on.
   *
   * @param samples each [frames * width]
   * @param padding frames more than the longest has
   * @param garbage what stands past the lengths
   */
  static Batch of(List<float[]> samples, int width, int padding, float garbage) {
    long[] lengths = samples.stream().mapToLong(sample -> sample.length / width).toArray();
    int frames = Math.toIntExact(Arrays.stream(lengths).max().orElseThrow()) + padding;
    FloatBuffer data =
        ByteBuffer.allocateDirect(Float.BYTES * samples.size() * frames * width)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < data.capacity(); i++) {
      data.put(i, garbage);
    }
    for (int i = 0; i < samples.size(); i++) {
      data.put(i * frames * width, samples.get(i));
    }
    List<String> ids = IntStream.range(0, samples.size()).mapToObj(i -> "sample-" + i).toList();
    return new Batch(samples.size(), frames, width, data, lengths, ids);
  }

  /** Samples of these lengths, their numbers between two bounds. */
  static List<float[]> samples(
      SplittableRandom random, double low, double high, int width, int... lengths) {
    List<float[]> samples = new ArrayList<>();
    for (int length : lengths) {
      samples.add(OperationCases.uniform(random, low, high, length, width).floats());
    }
    return samples;
  }

  /** The same batch with another length of one sample. */
  static Batch withLength(Batch batch, int sample, long length) {
    long[] lengths = batch.lengths().clone();
    lengths[sample] = length;
    return new Batch(
        batch.size(), batch.frames(), batch.width(), batch.data(), lengths, batch.ids());
  }

  static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  static int[][] reversed(int[][] labels) {
    return reversed(Arrays.asList(labels)).toArray(int[][]::new);
  }
}
