package dev.teacher.train.data;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Sample;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Landmarks that stay in memory between epochs, as many as fit a budget; the others are read each
 * time. Thread-safe.
 */
public final class LandmarkCache {
  private final Map<String, Landmarks> kept = new ConcurrentHashMap<>();
  private final AtomicLong left;

  /**
   * @param bytes the budget
   */
  public LandmarkCache(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** A quarter of the largest heap, which leaves room for everything else. */
  public static LandmarkCache ofHeap() {
    return new LandmarkCache(Runtime.getRuntime().maxMemory() / 4);
  }

  /** The sample's landmarks. */
  public Landmarks get(Sample sample) {
    Landmarks cached = kept.get(sample.source().location());
    if (cached != null) {
      return cached;
    }
    Landmarks read = sample.source().read();
    long size = 4L * read.values().length;
    if (left.addAndGet(-size) >= 0) {
      kept.put(sample.source().location(), read);
    } else {
      left.addAndGet(size);
    }
    return read;
  }
}
