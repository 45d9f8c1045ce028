package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.SampleAugmentation;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.features.statistics.Checksums;
import dev.teacher.features.statistics.DataHash;
import dev.teacher.features.statistics.ProgressLines;
import dev.teacher.train.data.BatchPlan;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.data.Item;
import dev.teacher.train.data.SplitLoader;
import dev.teacher.train.data.TrainingBatches;
import dev.teacher.train.report.Quantity;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import dev.teacher.train.run.TrainingState;
import dev.teacher.train.run.Versions;
import dev.teacher.train.statistics.FeatureMeasurement;
import dev.teacher.train.statistics.TrainingStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One training from its data to its best checkpoint. Everything random depends on the seed and on
 * (epoch, step, sample) alone, so a resumed training goes on exactly as it would have.
 */
public final class Trainer {
  private final RunFolder run;
  private final Consumer<String> progress;
  private final Experiment experiment;
  private final TrainSettings settings;
  private final TrainingBackend backend;
  private final CorpusReader corpus;
  private final FrameCache cache;
  private final Vocabulary vocabulary;
  private final String dataHash;
  private final Optional<FeatureStatistics> statistics;
  private final Graph graph;
  private final List<SampleAugmentation> augmentations;
  private final List<Item> training;
  private final List<Sample> dev;
  private final Validator validator;

  private TrainingState state;
  private Evaluation best;

  private Trainer(
      Config config,
      Registry registry,
      RunFolder run,
      Optional<Checkpoint> resumed,
      Consumer<String> progress) {
    this.run = run;
    this.progress =
        line -> {
          progress.accept(line);
          run.log(line);
        };
    experiment = new Experiment(config, registry, this.progress);
    cache = FrameCache.ofHeap(experiment.extractor().input());
    settings = new TrainSettings(experiment.section("train"));
    backend = registry.createDefault(PluginKind.TRAINING, settings.backend(), this.progress);
    corpus = experiment.openCorpus();
    List<Sample> samples = corpus.read("train");
    vocabulary = Vocabulary.of(samples.stream().map(Sample::glosses).toList());
    resumed.ifPresent(this::requireSameVocabulary);
    augmentations = TrainingBatches.prepared(experiment.augmentations(), samples, cache);
    statistics =
        resumed.isPresent()
            ? resumed.get().statistics()
            : TrainingStatistics.of(experiment, samples, cache, this.progress);
    dataHash = DataHash.withSegments(samples, checksums(samples));
    resumed.ifPresent(checkpoint -> requireSameData(checkpoint, samples));
    graph = Recognizer.graph(experiment, statistics, vocabulary.size());
    int stride = Recognizer.outputStride(graph);
    SplitLoader loader = new SplitLoader(vocabulary, stride, this.progress);
    training = loader.training("train", samples, settings.get(TrainSettings.INFEASIBLE));
    dev = loader.evaluation("dev", corpus.read("dev"), settings.unknownGlosses());
    for (String split : settings.get(TrainSettings.TEST_SPLITS)) {
      loader.evaluation(split, corpus.read(split), settings.unknownGlosses());
    }
    SplitRunner runner =
        new SplitRunner(cache, new BatchPlan(settings.maxFrames(), settings.maxSamples()));
    validator = new Validator(runner, experiment.decoder(), vocabulary);
    state = resumed.map(r -> r.state().withDataHash(dataHash)).orElseGet(this::start);
  }

  /** Trains from first weights. */
  public static TrainResult train(
      Config config, Registry registry, RunFolder run, Consumer<String> progress) {
    Trainer trainer;
    try {
      trainer = new Trainer(config, registry, run, Optional.empty(), progress);
    } catch (RuntimeException e) {
      run.discard(); // so that the corrected command may be given again
      throw e;
    }
    run.write("config.conf", ConfigFile.render(config));
    return trainer.run(trainer.graph.initialWeights(trainer.state.seed()), Optional.empty());
  }

  /**
   * Goes on from the last checkpoint of a run, with its own configuration.
   *
   * @param overrides such as {@code train.epochs=200}
   */
  public static TrainResult resume(
      RunFolder run, List<String> overrides, Registry registry, Consumer<String> progress) {
    Checkpoint checkpoint = Checkpoint.read(run.last());
    Config config = checkpoint.resolvedConfig(overrides);
    Trainer trainer = new Trainer(config, registry, run, Optional.of(checkpoint), progress);
    trainer.graph.check(checkpoint.weights(), run.last());
    run.keepMetrics(checkpoint.state().epoch());
    trainer.progress.accept("going on after epoch " + checkpoint.state().epoch());
    return trainer.run(checkpoint.weights(), Optional.of(Checkpoint.optimizer(run.last())));
  }

  /** Weights for a network that is about to be trained, or used as it is. */
  @FunctionalInterface
  public interface WeightSource {
    /**
     * Gives all weights of the network.
     *
     * @param graph the network
     * @param initial its weights as initialised
     * @param vocabulary of its output
     */
    Weights weights(Graph graph, Weights initial, Vocabulary vocabulary);
  }

  /**
   * Makes a run of weights from elsewhere: its first checkpoint, at epoch 0, which may be used or
   * trained on.
   *
   * @return how these weights do on dev
   */
  public static Evaluation adopt(
      Config config,
      Registry registry,
      RunFolder run,
      WeightSource source,
      Consumer<String> progress) {
    try {
      Trainer trainer = new Trainer(config, registry, run, Optional.empty(), progress);
      Weights initial = trainer.graph.initialWeights(trainer.state.seed());
      Weights weights = source.weights(trainer.graph, initial, trainer.vocabulary);
      trainer.describe();
      try (TrainingSession session =
          trainer.backend.open(trainer.graph, weights, trainer.settings.options())) {
        Evaluation dev = trainer.validator.validate("dev", trainer.dev, session::run);
        trainer.save(session, 0, 0, Optional.of(dev));
        run.write("config.conf", ConfigFile.render(config));
        return dev;
      }
    } catch (RuntimeException e) {
      run.discard(); // so that the corrected command may be given again
      throw e;
    }
  }

  private TrainResult run(Weights weights, Optional<Weights> optimizer) {
    long began = System.nanoTime();
    describe();
    Map<String, Evaluation> tests = new LinkedHashMap<>();
    try (TrainingSession session = backend.open(graph, weights, settings.options())) {
      optimizer.ifPresent(session::restoreOptimizer);
      epochs(session);
    }
    Checkpoint winner = Checkpoint.read(run.best());
    try (TrainingSession session = backend.open(graph, winner.weights(), settings.options())) {
      best = validator.validate("dev", dev, session::run);
      for (String split : settings.get(TrainSettings.TEST_SPLITS)) {
        tests.put(split, validator.validate(split, corpus.read(split), session::run));
        progress.accept(tests.get(split).summary());
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    report(tests, winner.state().epoch(), seconds);
    return new TrainResult(run.path(), state.epoch(), winner.state().epoch(), best, tests, seconds);
  }

  private void report(Map<String, Evaluation> tests, int bestEpoch, double seconds) {
    int stride = Recognizer.outputStride(graph);
    List<SplitResult> results = new ArrayList<>();
    results.add(new SplitResult(best, dev, vocabulary, stride));
    tests.forEach(
        (split, test) ->
            results.add(new SplitResult(test, corpus.read(split), vocabulary, stride)));
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("best epoch", bestEpoch + " of " + state.epoch());
    facts.put("weights", Quantity.of((double) graph.parameterCount()));
    facts.put("glosses", Integer.toString(vocabulary.size() - 1));
    facts.put("minutes", String.format(Locale.ROOT, "%.1f", seconds / 60));
    new ReportWriter(run, experiment, cache).write(facts, results);
  }

  private void epochs(TrainingSession session) {
    int epochs = settings.get(TrainSettings.EPOCHS);
    BatchPlan plan = new BatchPlan(settings.maxFrames(), settings.maxSamples());
    LearningRate rate = LearningRate.of(settings);
    int stride = Recognizer.outputStride(graph);
    try (TrainingBatches batches = new TrainingBatches(augmentations, cache, stride)) {
      while (state.epoch() < epochs) {
        int epoch = state.epoch() + 1;
        long seed = mix(state.seed(), epoch);
        List<List<Item>> order =
            plan.shuffled(training, item -> item.sample().source().frames(), seed);
        EpochTally tally = new EpochTally();
        long[] step = {state.step()};
        int[] done = {0};
        long before = System.nanoTime();
        double waited =
            batches.forEach(
                order,
                seed,
                batch -> {
                  done[0]++;
                  step[0]++;
                  double share = (epoch - 1 + (double) done[0] / order.size()) / epochs;
                  double learningRate = rate.at(share);
                  TrainingSession.StepResult result =
                      session.step(batch.batch(), batch.labels(), learningRate, mix(seed, done[0]));
                  if (!result.applied()) {
                    throw NonFinite.problem(epoch, step[0], batch.batch(), result);
                  }
                  tally.add(batch.batch(), result, learningRate);
                });
        double seconds = (System.nanoTime() - before) / 1e9;
        boolean validate =
            epoch % settings.get(TrainSettings.VALIDATE_EVERY) == 0 || epoch == epochs;
        Optional<Evaluation> evaluation =
            validate ? Optional.of(validator.validate("dev", dev, session::run)) : Optional.empty();
        EpochMetrics metrics =
            tally.metrics(
                epoch, step[0], seconds, waited, evaluation.map(Evaluation::metrics).orElse(null));
        finish(session, metrics, evaluation);
      }
      if (batches.unaugmented() > 0) {
        progress.accept(
            batches.unaugmented()
                + " times a sample stayed as recorded, since its augmentation"
                + " left too few frames for CTC");
      }
    }
  }

  private void finish(
      TrainingSession session, EpochMetrics metrics, Optional<Evaluation> evaluation) {
    run.addMetrics(metrics);
    String line =
        String.format(
            Locale.ROOT,
            "epoch %d/%d  loss %.4f  gradient norm %.2f  %.0f frames/s",
            metrics.epoch(),
            settings.get(TrainSettings.EPOCHS),
            metrics.loss(),
            metrics.gradientNorm(),
            metrics.framesPerSecond());
    progress.accept(evaluation.map(e -> line + "  " + e.summary()).orElse(line));
    save(session, metrics.epoch(), metrics.step(), evaluation);
  }

  private void save(
      TrainingSession session, int epoch, long step, Optional<Evaluation> evaluation) {
    double wer = evaluation.map(e -> e.score().wer()).orElse(state.devWer());
    boolean isBest = evaluation.isPresent() && wer < state.bestDevWer();
    state =
        new TrainingState(
            TrainingState.FORMAT,
            epoch,
            step,
            wer,
            isBest ? wer : state.bestDevWer(),
            isBest ? epoch : state.bestEpoch(),
            state.seed(),
            state.inputLayout(),
            state.featureLayout(),
            state.dataHash(),
            state.versions());
    if (evaluation.isPresent()) {
      Checkpoint checkpoint =
          new Checkpoint(
              state,
              ConfigFile.render(experiment.config()),
              vocabulary,
              statistics,
              session.weights());
      Weights optimizer = session.optimizerState();
      if (isBest) {
        checkpoint.write(run.best(), optimizer);
      }
      checkpoint.write(run.last(), optimizer);
    }
  }

  private TrainingState start() {
    return new TrainingState(
        TrainingState.FORMAT,
        0,
        0,
        Double.MAX_VALUE,
        Double.MAX_VALUE,
        0,
        settings.get(TrainSettings.SEED),
        experiment.extractor().input().spec(),
        Recognizer.featureLayout(experiment).spec(),
        dataHash,
        Versions.all());
  }

  /** What each sample's files hold; most were read for the statistics, and most stay in memory. */
  private int[] checksums(List<Sample> samples) {
    return Checksums.of(
        samples,
        FeatureMeasurement.threads(),
        cache::checksum,
        new ProgressLines("reading the training split", progress));
  }

  private void requireSameVocabulary(Checkpoint checkpoint) {
    if (!checkpoint.vocabulary().equals(vocabulary)) {
      throw Problem.data("the run was trained with another vocabulary")
          .where(run.last())
          .expected(checkpoint.vocabulary() + missingFrom(vocabulary, checkpoint.vocabulary()))
          .found(vocabulary + missingFrom(checkpoint.vocabulary(), vocabulary))
          .remedy("restore the training split, or train anew")
          .exception();
    }
  }

  private void requireSameData(Checkpoint checkpoint, List<Sample> samples) {
    boolean old = checkpoint.state().format() < TrainingState.FORMAT;
    String hash = old ? DataHash.ofAnnotations(samples) : dataHash;
    if (!checkpoint.state().dataHash().equals(hash)) {
      throw Problem.data("the training split has changed since the run began")
          .where(run.last())
          .expected("data hash " + checkpoint.state().dataHash())
          .found("data hash " + hash)
          .remedy("restore the training split, or train anew")
          .exception();
    }
  }

  private static String missingFrom(Vocabulary one, Vocabulary other) {
    List<String> glosses =
        other.entries().stream().filter(gloss -> !one.entries().contains(gloss)).limit(8).toList();
    return glosses.isEmpty() ? "" : ", among them " + String.join(", ", glosses);
  }

  private void describe() {
    progress.accept(
        training.size()
            + " training samples, "
            + dev.size()
            + " dev samples, "
            + vocabulary
            + ", "
            + String.format(Locale.ROOT, "%,d", graph.parameterCount())
            + " parameters, output stride "
            + Recognizer.outputStride(graph));
  }

  /** A seed from two numbers (the finaliser of SplitMix64, Steele et al. 2014). */
  private static long mix(long a, long b) {
    long z = a * 0x9E3779B97F4A7C15L + b;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
