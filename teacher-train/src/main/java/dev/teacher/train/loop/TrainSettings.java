package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Precision;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.train.data.SplitLoader;
import dev.teacher.train.engine.CheckedBackend;
import dev.teacher.train.engine.EnginePolicy;
import dev.teacher.train.guard.GuardSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The section {@code train} of the configuration. */
public final class TrainSettings {
  static final Key<Config> BACKEND =
      Key.plugin("backend", PluginKind.TRAINING.usual().orElseThrow())
          .meaning("The training backend: its name, or type and keys of its own.");
  static final Key<Integer> THREADS =
      Key.integer("threads", 0).range(0, 1024).meaning("Engine threads; 0 for all cores.");
  static final Key<PrecisionChoice.Wanted> PRECISION =
      Key.choice("precision", PrecisionChoice.Wanted.class, PrecisionChoice.Wanted.FLOAT32)
          .meaning(
              "Numbers of large products in a step; auto: bfloat16 where the processor has it.");
  static final Key<Boolean> ENGINE_CHECK =
      Key.flag("engine-check", true)
          .meaning("Try the engine's operations before a network is first used on this machine.");
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
  static final Key<Integer> ACCUMULATE =
      Key.integer("batch.accumulate", 1)
          .range(1, 10_000)
          .meaning("Batches of a step, whose samples count as those of one batch.");
  static final Key<Double> CLIP_NORM =
      Key.number("clip-norm", 5.0).range(0, 1e9).meaning("Largest gradient norm; 0 for no limit.");
  static final Key<Double> AVERAGE_DECAY =
      Key.number("weight-average.decay", 0.0)
          .range(0, 0.999999)
          .meaning("Share of the weights' running average that a step keeps; 0 for no average.");
  static final Key<Integer> VALIDATE_EVERY =
      Key.integer("validate-every", 1).range(1, 100_000).meaning("Epochs between validations.");
  static final Key<Double> CHECKPOINT_MINUTES =
      Key.number("checkpoint.minutes", 10.0)
          .range(0, 1e6)
          .meaning(
              "Minutes after which checkpoints/last is written, within an epoch too; 0 for after"
                  + " validations only.");
  static final Key<Integer> PATIENCE =
      Key.integer("stop.patience", 0)
          .range(0, 100_000)
          .meaning("Epochs without a better WER on dev that end the training; 0 for no such end.");
  static final Key<Double> STOP_WER =
      Key.number("stop.wer", -1.0)
          .range(-1, 1000)
          .meaning("WER on dev, a fraction, that ends the training; below 0 for no such end.");
  static final Key<Integer> OVERFIT =
      Key.integer("overfit", 0)
          .range(0, 1_000_000)
          .meaning("Train on the first samples only, so many, and validate on the same; 0 for no.");
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
  private final Schedule schedule;
  private final boolean watchesLoss;

  /**
   * @param section the section {@code train}
   */
  public TrainSettings(Config section) {
    this.settings = Settings.of(section, "train", keys());
    OptimizerSettings optimizer = new OptimizerSettings(settings);
    ScheduleSettings scheduling = new ScheduleSettings(settings);
    this.learningRate = optimizer.learningRate();
    this.schedule = scheduling.schedule();
    this.watchesLoss = scheduling.watchesLoss();
    this.options =
        new TrainingOptions(
            optimizer.optimizer(),
            settings.get(CLIP_NORM),
            settings.get(AVERAGE_DECAY),
            settings.get(THREADS));
  }

  /** Every key of the section. */
  public static List<Key<?>> keys() {
    List<Key<?>> keys =
        new ArrayList<>(
            List.of(
                BACKEND, ENGINE_CHECK, THREADS, SEED, EPOCHS, MAX_FRAMES, MAX_SAMPLES, ACCUMULATE));
    keys.addAll(OptimizerSettings.KEYS);
    keys.addAll(List.of(CLIP_NORM, PRECISION));
    keys.addAll(ScheduleSettings.KEYS);
    keys.addAll(
        List.of(
            AVERAGE_DECAY,
            VALIDATE_EVERY,
            CHECKPOINT_MINUTES,
            PATIENCE,
            STOP_WER,
            OVERFIT,
            TEST_SPLITS,
            INFEASIBLE,
            UNKNOWN_GLOSSES));
    keys.addAll(GuardSettings.KEYS);
    return keys;
  }

  /** The value of one of {@link #keys}. */
  public <T> T get(Key<T> key) {
    return settings.get(key);
  }

  /**
   * The training backend, with what the section asks of it checked against what it can do.
   *
   * @param registry the plugins
   * @param notices takes sentences for the user
   */
  public TrainingBackend backend(Registry registry, Consumer<String> notices) {
    return BackendSection.create(settings, registry, notices);
  }

  /**
   * The configured training backend, checked before it is used.
   *
   * @param notices takes lines for people
   */
  public CheckedBackend checkedBackend(Registry registry, Consumer<String> notices) {
    boolean stops = guards().faultyEngine() == GuardSettings.FaultyEngine.STOP;
    EnginePolicy policy = new EnginePolicy(settings.get(ENGINE_CHECK), true, stops);
    return CheckedBackend.of(backend(registry, notices), policy, notices);
  }

  /** In what the training backend can compute a step. */
  Set<Precision> precisions(Registry registry) {
    return BackendSection.factory(settings, registry).precisions();
  }

  /** What happens to glosses that training never saw. */
  public SplitLoader.UnknownGloss unknownGlosses() {
    return settings.get(UNKNOWN_GLOSSES);
  }

  /** Splits on which the best checkpoint is tested. */
  public List<String> testSplits() {
    return get(TEST_SPLITS);
  }

  /** Frames of an evaluation batch. */
  public int maxFrames() {
    return settings.get(MAX_FRAMES);
  }

  /** Samples of an evaluation batch. */
  public int maxSamples() {
    return settings.get(MAX_SAMPLES);
  }

  /** Of first weights, order, augmentation and drop-out. */
  public long seed() {
    return settings.get(SEED);
  }

  /** What the backend is told, in float32. */
  public TrainingOptions options() {
    return options;
  }

  /** The largest learning rate. */
  public double learningRate() {
    return learningRate;
  }

  /** How the learning rate moves. */
  Schedule schedule() {
    return schedule;
  }

  /** What the guards are told. */
  GuardSettings guards() {
    return GuardSettings.of(settings);
  }

  /** Whether the schedule asks for the loss on dev. */
  boolean watchesLoss() {
    return watchesLoss;
  }
}
