package dev.teacher.train.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/**
 * Puts samples of like length together, so that little is padded: a batch holds at most so many
 * frames, padding included, and at most so many samples. The plan of an epoch depends on its seed
 * alone.
 */
public final class BatchPlan {
  /** Samples that are sorted by length together; fewer mix better, more pad less. */
  private static final int POOL_BATCHES = 8;

  private final int maxFrames;
  private final int maxSamples;

  /**
   * @param maxFrames frames of a batch, padding included; a longer sample stands alone
   * @param maxSamples samples of a batch
   */
  public BatchPlan(int maxFrames, int maxSamples) {
    this.maxFrames = maxFrames;
    this.maxSamples = maxSamples;
  }

  /** Shuffled batches for training. */
  public <T> List<List<T>> shuffled(List<T> items, ToIntFunction<T> frames, long seed) {
    Random random = new Random(seed);
    List<T> order = new ArrayList<>(items);
    Collections.shuffle(order, random);
    double mean = items.stream().mapToInt(frames).average().orElse(1);
    int perBatch = (int) Math.max(1, Math.min(maxSamples, maxFrames / mean));
    List<List<T>> batches = new ArrayList<>();
    int pool = perBatch * POOL_BATCHES;
    for (int from = 0; from < order.size(); from += pool) {
      batches.addAll(inOrder(order.subList(from, Math.min(order.size(), from + pool)), frames));
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  /** Batches by length, for evaluation. */
  public <T> List<List<T>> inOrder(List<T> items, ToIntFunction<T> frames) {
    List<T> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingInt(frames));
    List<List<T>> batches = new ArrayList<>();
    List<T> current = new ArrayList<>();
    for (T item : sorted) {
      boolean full = current.size() == maxSamples;
      boolean tooLong = (long) (current.size() + 1) * frames.applyAsInt(item) > maxFrames;
      if (!current.isEmpty() && (full || tooLong)) {
        batches.add(current);
        current = new ArrayList<>();
      }
      current.add(item);
    }
    if (!current.isEmpty()) {
      batches.add(current);
    }
    return batches;
  }
}
