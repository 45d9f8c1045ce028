package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.Precision;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.SampleAugmentation;
import dev.teacher.api.plugin.TrainingOptions;
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
import dev.teacher.train.engine.CheckedBackend;
import dev.teacher.train.engine.Processor;
import dev.teacher.train.statistics.FeatureMeasurement;
import dev.teacher.train.statistics.TrainingStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All that a configuration and its data say before the first step: checked, read and measured. */
final class Preparation {
  final Experiment experiment;
  final TrainSettings settings;
  final TrainingOptions options;
  final CheckedBackend backend;
  final CorpusReader corpus;
  final FrameCache cache;
  final Vocabulary vocabulary;
  final Optional<FeatureStatistics> statistics;
  final String dataHash;
  final Graph graph;
  final int stride;
  final List<SampleAugmentation> augmentations;
  final List<Item> training;
  final List<Sample> tooShort;
  final List<Sample> dev;
  final Validator validator;
  final Optional<DevLoss> devLoss;
  final Consumer<String> progress;

  /**
   * @param resumed what the data must be the same as, and where statistics come from
   */
  Preparation(
      Config config, Registry registry, Optional<Resumed> resumed, Consumer<String> progress) {
    this.progress = progress;
    experiment = new Experiment(config, registry, progress);
    cache = FrameCache.ofHeap(experiment.extractor().input());
    settings = new TrainSettings(experiment.section("train"));
    options = settings.options().with(precision(registry));
    backend = settings.checkedBackend(registry, progress);
    corpus = experiment.openCorpus();
    List<Sample> samples = trainingSamples();
    vocabulary = Vocabulary.of(samples.stream().map(Sample::glosses).toList());
    resumed.ifPresent(r -> r.requireSameVocabulary(vocabulary));
    augmentations = TrainingBatches.prepared(experiment.augmentations(), samples, cache);
    statistics =
        resumed.isPresent()
            ? resumed.get().checkpoint().statistics()
            : TrainingStatistics.of(experiment, samples, cache, progress);
    dataHash = DataHash.withSegments(samples, checksums(samples));
    resumed.ifPresent(r -> r.requireSameData(dataHash, samples));
    graph = Recognizer.graph(experiment, statistics, vocabulary.size());
    stride = Recognizer.outputStride(graph);
    SplitLoader loader = new SplitLoader(vocabulary, stride, progress);
    training = loader.training("train", samples, settings.get(TrainSettings.INFEASIBLE));
    Set<Sample> kept = training.stream().map(Item::sample).collect(Collectors.toSet());
    tooShort = samples.stream().filter(sample -> !kept.contains(sample)).toList();
    dev =
        loader.evaluation(
            "dev", overfits() ? samples : corpus.read("dev"), settings.unknownGlosses());
    for (String split : settings.get(TrainSettings.TEST_SPLITS)) {
      loader.evaluation(split, corpus.read(split), settings.unknownGlosses());
    }
    validator = new Validator(new SplitRunner(cache, plan()), experiment.decoder(), vocabulary);
    devLoss =
        settings.watchesLoss()
            ? Optional.of(DevLoss.of(dev, vocabulary, stride, plan(), cache, progress))
            : Optional.empty();
  }

  private Precision precision(Registry registry) {
    PrecisionChoice.Wanted wanted = settings.get(TrainSettings.PRECISION);
    if (wanted == PrecisionChoice.Wanted.AUTO
        && !settings.precisions(registry).contains(Precision.BFLOAT16)) {
      progress.accept("train.precision = auto: float32, the only one of the training backend");
      return Precision.FLOAT32;
    }
    PrecisionChoice choice = PrecisionChoice.of(wanted, Processor.here());
    choice.notice().ifPresent(progress);
    return choice.precision();
  }

  private boolean overfits() {
    return settings.get(TrainSettings.OVERFIT) > 0;
  }

  private List<Sample> trainingSamples() {
    List<Sample> all = corpus.read("train");
    int wanted = settings.get(TrainSettings.OVERFIT);
    if (wanted > all.size()) {
      throw Problem.data("the training split has fewer samples than are wanted")
          .where("train.overfit")
          .expected("at most " + all.size())
          .found(wanted)
          .exception();
    }
    return overfits() ? all.subList(0, wanted) : all;
  }

  /** The samples of a split that is evaluated. */
  List<Sample> samples(String split) {
    return split.equals("dev") ? dev : corpus.read(split);
  }

  /** How samples are put into batches. */
  BatchPlan plan() {
    return new BatchPlan(settings.maxFrames(), settings.maxSamples());
  }

  /** The batches of an epoch, to be made by {@code batches}. */
  List<List<Item>> order(TrainingBatches batches, long seed) {
    return batches.plan(plan(), training, seed);
  }

  /** A session that trains or runs the network, from weights. */
  TrainingSession open(Weights weights) {
    return backend.open(graph, weights, options);
  }

  /** How the model of a session does on dev. */
  Evaluation validated(TrainingSession session) {
    return validator.validate("dev", dev, session::run);
  }

  void describe() {
    progress.accept(
        training.size()
            + " training samples, "
            + dev.size()
            + " dev samples, "
            + vocabulary
            + ", "
            + String.format(Locale.ROOT, "%,d", graph.parameterCount())
            + " parameters, output stride "
            + stride);
  }

  /** What each sample's files hold; most were read for the statistics, and most stay in memory. */
  private int[] checksums(List<Sample> samples) {
    return Checksums.of(
        samples,
        FeatureMeasurement.threads(),
        cache::checksum,
        new ProgressLines("reading the training split", progress));
  }
}
