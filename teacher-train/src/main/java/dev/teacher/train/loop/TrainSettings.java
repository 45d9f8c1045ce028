package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.train.data.SplitLoader;
import java.util.ArrayList;
import java.util.List;

/** The section {@code train} of the configuration. */
public final class TrainSettings {
  /** How the learning rate moves after the warm-up. */
  public enum Schedule {
    /** Half a cosine down to {@code final-rate}. */
    COSINE,
    /** As it is. */
    CONSTANT
  }

  static final Key<String> BACKEND = Key.text("backend", "djl").meaning("The training backend.");
  static final Key<Integer> THREADS =
      Key.integer("threads", 0).range(0, 1024).meaning("Engine threads; 0 for all cores.");
  static final Key<Long> SEED =
      Key.longInteger("seed", 1L).meaning("Seed of first weights, order, augmentation, drop-out.");
  static final Key<Integer> EPOCHS =
      Key.integer("epochs", 100).range(1, 100_000).meaning("Passes over the training split.");
  static final Key<Integer> MAX_FRAMES =
      Key.integer("batch.max-frames", 2048)
          .range(1, 10_000_000)
          .meaning("Frames of a batch, padding included.");
  static final Key<Integer> MAX_SAMPLES =
      Key.integer("batch.max-samples", 32).range(1, 100_000).meaning("Samples of a batch.");
  static final Key<Double> CLIP_NORM =
      Key.number("clip-norm", 5.0).range(0, 1e9).meaning("Largest gradient norm; 0 for no limit.");
  static final Key<Schedule> SCHEDULE =
      Key.choice("schedule.type", Schedule.class, Schedule.COSINE)
          .meaning("How the learning rate moves after the warm-up.");
  static final Key<Double> WARMUP =
      Key.number("schedule.warm-up", 0.05)
          .range(0, 1)
          .meaning("Share of the training in which the learning rate rises linearly from 0.");
  static final Key<Double> FINAL_RATE =
      Key.number("schedule.final-rate", 0.01)
          .range(0, 1)
          .meaning("Learning rate at the end, as a share of the largest.");
  static final Key<Integer> VALIDATE_EVERY =
      Key.integer("validate-every", 1).range(1, 100_000).meaning("Epochs between validations.");
  static final Key<List<String>> TEST_SPLITS =
      Key.texts("test-splits", List.of())
          .meaning("Splits on which the best checkpoint is tested at the end.");
  static final Key<SplitLoader.Infeasible> INFEASIBLE =
      Key.choice("infeasible", SplitLoader.Infeasible.class, SplitLoader.Infeasible.FAIL)
          .meaning("What happens to samples whose output is shorter than CTC needs.");
  static final Key<SplitLoader.UnknownGloss> UNKNOWN_GLOSSES =
      Key.choice("unknown-glosses", SplitLoader.UnknownGloss.class, SplitLoader.UnknownGloss.FAIL)
          .meaning("What happens to glosses of evaluation splits that training never saw.");

  private final Settings settings;
  private final TrainingOptions options;
  private final double learningRate;

  /**
   * @param section the section {@code train}
   */
  public TrainSettings(Config section) {
    this.settings = Settings.of(section, "train", keys());
    OptimizerSettings optimizer = new OptimizerSettings(settings);
    this.learningRate = optimizer.learningRate();
    this.options =
        new TrainingOptions(optimizer.optimizer(), settings.get(CLIP_NORM), settings.get(THREADS));
  }

  /** Every key of the section. */
  public static List<Key<?>> keys() {
    List<Key<?>> keys =
        new ArrayList<>(List.of(BACKEND, THREADS, SEED, EPOCHS, MAX_FRAMES, MAX_SAMPLES));
    keys.addAll(OptimizerSettings.KEYS);
    keys.addAll(
        List.of(
            CLIP_NORM,
            SCHEDULE,
            WARMUP,
            FINAL_RATE,
            VALIDATE_EVERY,
            TEST_SPLITS,
            INFEASIBLE,
            UNKNOWN_GLOSSES));
    return keys;
  }

  /** The value of one of {@link #keys}. */
  public <T> T get(Key<T> key) {
    return settings.get(key);
  }

  /** The name of the training backend. */
  public String backend() {
    return settings.get(BACKEND);
  }

  /** What happens to glosses that training never saw. */
  public SplitLoader.UnknownGloss unknownGlosses() {
    return settings.get(UNKNOWN_GLOSSES);
  }

  /** Frames of an evaluation batch. */
  public int maxFrames() {
    return settings.get(MAX_FRAMES);
  }

  /** Samples of an evaluation batch. */
  public int maxSamples() {
    return settings.get(MAX_SAMPLES);
  }

  /** What the backend is told. */
  public TrainingOptions options() {
    return options;
  }

  /** The largest learning rate. */
  double learningRate() {
    return learningRate;
  }
}
