package dev.teacher.train.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.ToIntFunction;

/**
 * Puts samples of like length together, so that little is padded: a batch holds at most so many
 * frames, padding included, and at most so many samples. The plan of an epoch depends on its seed
 * alone.
 */
public final class BatchPlan {
  /**
   * How far chance moves a sample's place among the lengths, as a share of its length: more mixes
   * better, less pads less. A large batch of lengths that lie close together is padded by about
   * this share.
   */
  private static final double JITTER = 0.07;

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

  private record Placed<T>(T item, int frames, double place) {}

  /**
   * Shuffled batches for training, of samples of about the same length; other ones for each seed.
   *
   * @param frames of an item; asked for once
   */
  public <T> List<List<T>> shuffled(List<T> items, ToIntFunction<T> frames, long seed) {
    Random random = new Random(seed);
    List<Placed<T>> order = placed(items, frames, () -> 1 + JITTER * (2 * random.nextDouble() - 1));
    if (random.nextBoolean()) { // so that not always the longest are left over for a small batch
      Collections.reverse(order);
    }
    List<List<T>> batches = cut(order);
    Collections.shuffle(batches, random);
    return batches;
  }

  /** Batches by length, for evaluation. */
  public <T> List<List<T>> inOrder(List<T> items, ToIntFunction<T> frames) {
    return cut(placed(items, frames, () -> 1));
  }

  private static <T> List<Placed<T>> placed(
      List<T> items, ToIntFunction<T> frames, DoubleSupplier factor) {
    List<Placed<T>> order = new ArrayList<>();
    for (T item : items) {
      int length = frames.applyAsInt(item);
      order.add(new Placed<>(item, length, length * factor.getAsDouble()));
    }
    order.sort(Comparator.comparingDouble(Placed::place));
    return order;
  }

  private <T> List<List<T>> cut(List<Placed<T>> order) {
    List<List<T>> batches = new ArrayList<>();
    List<T> current = new ArrayList<>();
    int longest = 0;
    for (Placed<T> next : order) {
      longest = Math.max(longest, next.frames());
      boolean full = current.size() == maxSamples;
      boolean tooLong = (current.size() + 1L) * longest > maxFrames;
      if (!current.isEmpty() && (full || tooLong)) {
        batches.add(current);
        current = new ArrayList<>();
        longest = next.frames();
      }
      current.add(next.item());
    }
    if (!current.isEmpty()) {
      batches.add(current);
    }
    return batches;
  }
}
