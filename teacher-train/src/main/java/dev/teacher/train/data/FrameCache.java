package dev.teacher.train.data;

import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.features.statistics.Checksum;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Frames that stay in memory between epochs, as many as fit a budget; the others are read each
 * time. Thread-safe.
 */
public final class FrameCache {
  private final Layout layout;
  private final Map<String, Frames> kept = new ConcurrentHashMap<>();
  private final Map<String, Integer> checksums = new ConcurrentHashMap<>();
  private final AtomicLong left;

  /**
   * @param layout that every sample's frames must have
   * @param bytes the budget
   */
  public FrameCache(Layout layout, long bytes) {
    this.layout = layout;
    this.left = new AtomicLong(bytes);
  }

  /** A quarter of the largest heap, which leaves room for everything else. */
  public static FrameCache ofHeap(Layout layout) {
    return new FrameCache(layout, Runtime.getRuntime().maxMemory() / 4);
  }

  /** The columns of every sample. */
  public Layout layout() {
    return layout;
  }

  /** The sample's frames. */
  public Frames get(Sample sample) {
    Frames cached = kept.get(sample.source().location());
    if (cached != null) {
      return cached;
    }
    requireLayout(sample, layout);
    Frames read = sample.source().read();
    checksums.putIfAbsent(sample.source().location(), Checksum.of(read.values()));
    long size = 4L * read.values().length;
    if (left.addAndGet(-size) >= 0) {
      kept.put(sample.source().location(), read);
    } else {
      left.addAndGet(size);
    }
    return read;
  }

  /** The {@link Checksum} of the sample's frames, as they were when they were first read. */
  public int checksum(Sample sample) {
    Integer known = checksums.get(sample.source().location());
    return known != null ? known : Checksum.of(get(sample).values());
  }

  /** Refuses a sample whose columns are not those that the features section takes. */
  public static void requireLayout(Sample sample, Layout layout) {
    if (!sample.source().layout().equals(layout)) {
      throw Problem.usage("the corpus gives other columns than the features section takes")
          .where("sample " + sample.id() + ", " + sample.source().location())
          .expected(layout.spec())
          .found(sample.source().layout().spec())
          .remedy("choose a feature extractor that takes what the corpus gives")
          .exception();
    }
  }
}
