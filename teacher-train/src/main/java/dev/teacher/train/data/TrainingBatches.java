package dev.teacher.train.data;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.SampleAugmentation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The augmented batches of one epoch, the next few of which are made by a thread of pure Java while
 * the engine works on the current one. What a sample becomes depends on (seed, epoch, sample)
 * alone.
 */
public final class TrainingBatches implements AutoCloseable {
  /** Batches that are made before they are asked for: batches differ in how long they take. */
  private static final int AHEAD = 3;

  private final List<SampleAugmentation> augmentations;
  private final FrameCache cache;
  private final int stride;
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong loadNanos = new AtomicLong();
  private final AtomicLong augmentNanos = new AtomicLong();
  private final AtomicLong packNanos = new AtomicLong();
  private final ExecutorService loader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "batch-loader");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param augmentations applied in order, {@link #prepared}; none where the frames are ready
   *     features
   * @param cache where frames come from
   * @param stride input frames an output frame
   */
  public TrainingBatches(List<SampleAugmentation> augmentations, FrameCache cache, int stride) {
    this.augmentations = List.copyOf(augmentations);
    this.cache = cache;
    this.stride = stride;
  }

  /** Makes augmentations ready for the samples of a split; fails where one of them cannot be. */
  public static List<SampleAugmentation> prepared(
      List<Augmentation> augmentations, List<Sample> training, FrameCache cache) {
    return augmentations.stream()
        .map(change -> change.prepare(training, sample -> (Landmarks) cache.get(sample)))
        .toList();
  }

  /**
   * Puts the samples of an epoch into batches, each sample once, by the frames that it will have
   * when it is augmented: speed alone would make a third of a batch padding.
   */
  public List<List<Item>> plan(BatchPlan plan, List<Item> items, long seed) {
    return plan.shuffled(items, item -> frames(item, seed), seed);
  }

  private int frames(Item item, long seed) {
    int recorded = item.sample().source().frames();
    int frames = recorded;
    SplittableRandom chance = chance(item, seed);
    for (SampleAugmentation augmentation : augmentations) {
      frames = augmentation.frames(item.sample(), frames, chance.split());
    }
    return isEnough(item, frames) ? frames : recorded;
  }

  /** Hands the batches of an epoch to {@code consumer}, in order; gives the seconds it waited. */
  public double forEach(List<List<Item>> plan, long seed, Consumer<LabelledBatch> consumer) {
    return forEachWhile(
        plan,
        seed,
        batch -> {
          consumer.accept(batch);
          return true;
        });
  }

  /** The same until {@code consumer} says that it has enough. */
  public double forEachWhile(List<List<Item>> plan, long seed, Predicate<LabelledBatch> consumer) {
    double waited = 0;
    Deque<Future<LabelledBatch>> ahead = new ArrayDeque<>();
    try {
      int submitted = 0;
      boolean goesOn = true;
      for (int taken = 0; goesOn && taken < plan.size(); taken++) {
        while (submitted < Math.min(plan.size(), taken + 1 + AHEAD)) {
          List<Item> items = plan.get(submitted++);
          ahead.add(loader.submit(() -> make(items, seed)));
        }
        long before = System.nanoTime();
        LabelledBatch batch = join(ahead.remove());
        waited += (System.nanoTime() - before) / 1e9;
        goesOn = consumer.test(batch);
      }
      return waited;
    } finally {
      ahead.forEach(batch -> batch.cancel(false)); // lest what comes next has to wait for them
    }
  }

  /** How many samples stayed as they were, since speeding them up left too few frames for CTC. */
  public long unaugmented() {
    return kept.get();
  }

  /**
   * What the thread that makes batches did so far, in seconds.
   *
   * @param load reading frames
   * @param augment changing them
   * @param pack putting them into batches
   */
  public record LoaderTimes(double load, double augment, double pack) {
    /** What was done since {@code before}. */
    public LoaderTimes since(LoaderTimes before) {
      return new LoaderTimes(load - before.load, augment - before.augment, pack - before.pack);
    }

    /** All of it. */
    public double busy() {
      return load + augment + pack;
    }
  }

  /** What making batches took so far. */
  public LoaderTimes times() {
    return new LoaderTimes(loadNanos.get() / 1e9, augmentNanos.get() / 1e9, packNanos.get() / 1e9);
  }

  @Override
  public void close() {
    loader.shutdownNow();
  }

  private static LabelledBatch join(Future<LabelledBatch> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a batch could not be made", e.getCause());
    }
  }

  private LabelledBatch make(List<Item> items, long seed) {
    List<String> ids = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    int[][] labels = new int[items.size()][];
    for (int i = 0; i < labels.length; i++) {
      Item item = items.get(i);
      ids.add(item.sample().id());
      long before = System.nanoTime();
      Frames frames = cache.get(item.sample());
      before = passed(before, loadNanos);
      rows.add(augmented(item, frames, seed).values());
      passed(before, augmentNanos);
      labels[i] = item.labels();
    }
    long before = System.nanoTime();
    LabelledBatch made = new LabelledBatch(Batch.of(ids, rows, cache.layout().width()), labels);
    passed(before, packNanos);
    return made;
  }

  /** Adds the time since {@code before} to a clock; gives the time now. */
  private static long passed(long before, AtomicLong clock) {
    long now = System.nanoTime();
    clock.addAndGet(now - before);
    return now;
  }

  private Frames augmented(Item item, Frames frames, long seed) {
    return frames instanceof Landmarks landmarks ? augmented(item, landmarks, seed) : frames;
  }

  private Landmarks augmented(Item item, Landmarks original, long seed) {
    SplittableRandom chance = chance(item, seed);
    Landmarks changed = original;
    for (SampleAugmentation augmentation : augmentations) {
      changed = augmentation.apply(item.sample(), changed, chance.split());
    }
    if (!isEnough(item, changed.frames())) {
      kept.incrementAndGet();
      return original;
    }
    return changed;
  }

  /** Each augmentation splits one of its own off, so that none needs to know what others draw. */
  private static SplittableRandom chance(Item item, long seed) {
    return new SplittableRandom(seed * 31 + item.sample().id().hashCode());
  }

  private boolean isEnough(Item item, int frames) {
    return CtcBudget.available(frames, stride) >= CtcBudget.needed(item.labels());
  }
}
