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
  /**
   * How far chance moves a sample's place among the lengths, as a share of its length: more mixes
   * better, less pads less. A large batch of lengths that lie close together is padded by about
   * this share.
   */
  private static final double JITTER = 0.07;

  /**
   * Share of the frames that the lengths alone may pad. Large batches of few samples pad more,
   * since lengths lie far apart there; what is beyond is taken from chance.
   */
  private static final double FREE = 0.02;

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

  private record Placed<T>(T item, int frames, double place) {
    Placed<T> moved(double factor) {
      return new Placed<>(item, frames, frames * factor);
    }
  }

  /**
   * Shuffled batches for training, of samples of about the same length; other ones for each seed.
   *
   * @param frames of an item; asked for once
   */
  public <T> List<List<T>> shuffled(List<T> items, ToIntFunction<T> frames, long seed) {
    Random random = new Random(seed);
    List<Placed<T>> all = placed(items, frames);
    double alone = padding(cut(sorted(all)));
    double jitter = Math.min(JITTER, Math.max(0, JITTER + FREE - alone));
    List<Placed<T>> order =
        sorted(all.stream().map(p -> p.moved(1 + jitter * (2 * random.nextDouble() - 1))).toList());
    if (random.nextBoolean()) { // so that not always the longest are left over for a small batch
      Collections.reverse(order);
    }
    List<List<T>> batches = items(cut(order));
    Collections.shuffle(batches, random);
    return batches;
  }

  /** Batches by length, for evaluation. */
  public <T> List<List<T>> inOrder(List<T> items, ToIntFunction<T> frames) {
    return items(cut(sorted(placed(items, frames))));
  }

  private static <T> List<Placed<T>> placed(List<T> items, ToIntFunction<T> frames) {
    List<Placed<T>> placed = new ArrayList<>();
    for (T item : items) {
      int length = frames.applyAsInt(item);
      placed.add(new Placed<>(item, length, length));
    }
    return placed;
  }

  private static <T> List<Placed<T>> sorted(List<Placed<T>> placed) {
    List<Placed<T>> order = new ArrayList<>(placed);
    order.sort(Comparator.comparingDouble(Placed::place));
    return order;
  }

  /** The share of padding in the frames of some batches; 0 of none. */
  private static <T> double padding(List<List<Placed<T>>> batches) {
    long frames = 0;
    long padded = 0;
    for (List<Placed<T>> batch : batches) {
      frames += batch.stream().mapToLong(Placed::frames).sum();
      padded += batch.size() * batch.stream().mapToLong(Placed::frames).max().orElseThrow();
    }
    return padded == 0 ? 0 : 1 - (double) frames / padded;
  }

  private static <T> List<List<T>> items(List<List<Placed<T>>> batches) {
    List<List<T>> items = new ArrayList<>();
    batches.forEach(batch -> items.add(batch.stream().map(Placed::item).toList()));
    return items;
  }

  private <T> List<List<Placed<T>>> cut(List<Placed<T>> order) {
    List<List<Placed<T>>> batches = new ArrayList<>();
    List<Placed<T>> current = new ArrayList<>();
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
      current.add(next);
    }
    if (!current.isEmpty()) {
      batches.add(current);
    }
    return batches;
  }
}
