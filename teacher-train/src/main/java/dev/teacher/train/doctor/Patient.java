package dev.teacher.train.doctor;

import com.typesafe.config.Config;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.features.corpus.Listing;
import dev.teacher.train.data.BatchPlan;
import dev.teacher.train.loop.TrainSettings;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.statistics.TrainingStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A configuration with its data and its network, put together as a training would, but without the
 * refusals: what a training would stop at is kept for the checks to find.
 */
public final class Patient {
  private final Case subject;
  private final Experiment experiment;
  private final TrainSettings settings;
  private final Settings thresholds;
  private final Map<String, List<Sample>> splits = new LinkedHashMap<>();
  private final Map<String, TeacherException> refusals = new LinkedHashMap<>();
  private final FrameStore frames;
  private final CorpusReader corpus;
  private final Vocabulary vocabulary;
  private final Optional<FeatureStatistics> statistics;
  private final Graph graph;
  private final Weights weights;
  private TrainingBackend backend;

  /**
   * Reads and builds everything.
   *
   * @throws TeacherException where nothing can be looked at: no configuration that makes sense, no
   *     readable sentence to train on
   */
  public Patient(Case subject) {
    this.subject = subject;
    Config config = subject.config();
    experiment = Experiment.forDiagnosis(config, subject.registry(), subject.progress());
    settings = new TrainSettings(experiment.section("train"));
    thresholds = Thresholds.of(experiment.section("doctor"));
    frames = new FrameStore(experiment.extractor().input());
    corpus = subject.interference().corpus(experiment.openCorpus());
    read("train");
    Set<String> others = new LinkedHashSet<>(corpus.splits());
    others.addAll(settings.testSplits());
    others.remove("train");
    others.forEach(this::read);
    if (!splits.containsKey("train")) {
      throw refusals.get("split train"); // without it there is no patient
    }
    List<Sample> training = splits.get("train");
    vocabulary =
        subject
            .interference()
            .vocabulary(
                subject
                    .checkpoint()
                    .map(Checkpoint::vocabulary)
                    .orElseGet(
                        () -> Vocabulary.of(training.stream().map(Sample::glosses).toList())));
    statistics = statistics(training).map(subject.interference()::statistics);
    graph =
        subject.interference().network(Recognizer.graph(experiment, statistics, vocabulary.size()));
    subject.checkpoint().ifPresent(trained -> graph.check(trained.weights(), "the checkpoint"));
    Weights first =
        subject
            .checkpoint()
            .map(Checkpoint::weights)
            .orElseGet(() -> graph.initialWeights(settings.seed()));
    weights = subject.interference().weights(graph, first);
  }

  private void read(String split) {
    try {
      splits.put(split, corpus.read(split));
    } catch (TeacherException e) {
      refusals.put("split " + split, e);
      List<Sample> listed = listed(split);
      if (!listed.isEmpty()) {
        splits.put(split, listed);
      }
    }
  }

  /** Those sentences of a split about which nothing is wrong. */
  private List<Sample> listed(String split) {
    if (!(corpus instanceof Listing.Source source)) {
      return List.of();
    }
    try {
      return source.list(split).rows().stream()
          .filter(row -> row.landmarks().isPresent())
          .map(
              row ->
                  new Sample(
                      row.id(),
                      row.signer(),
                      row.glosses(),
                      row.segments(),
                      row.landmarks().orElseThrow()))
          .toList();
    } catch (TeacherException e) {
      return List.of(); // the split was refused for a reason that is known already
    }
  }

  /** From the checkpoint or file, else of the samples that can be read. */
  private Optional<FeatureStatistics> statistics(List<Sample> training) {
    Optional<FeatureStatistics> trained = subject.checkpoint().flatMap(Checkpoint::statistics);
    if (trained.isPresent() || experiment.statisticsOwner().isEmpty()) {
      return trained;
    }
    List<Sample> readable = readable(training);
    try {
      return TrainingStatistics.of(experiment, readable, frames.cache(), subject.progress());
    } catch (TeacherException e) {
      refusals.put("feature statistics", e);
      return Optional.of(
          TrainingStatistics.uncompared(experiment)
              .orElseGet(
                  () ->
                      TrainingStatistics.computed(
                          experiment, readable, frames.cache(), subject.progress())));
    }
  }

  /** Those whose frames can be read. */
  public List<Sample> readable(List<Sample> samples) {
    return samples.stream().filter(sample -> frames.frames(sample).isPresent()).toList();
  }

  /**
   * Some readable samples of a split, drawn by the seed; all of them where there are no more.
   *
   * @param most so many
   */
  public List<Sample> draw(String split, int most) {
    return drawn(split).limit(most).toList();
  }

  /** The readable samples of a split in an order that is drawn by the seed; reads as they go. */
  public Stream<Sample> drawn(String split) {
    List<Sample> shuffled = new ArrayList<>(splits.getOrDefault(split, List.of()));
    Collections.shuffle(shuffled, new Random(subject.seed()));
    return shuffled.stream().filter(sample -> frames.frames(sample).isPresent());
  }

  /** The samples of a split by signer. */
  public static Map<String, List<Sample>> bySigner(List<Sample> samples) {
    return samples.stream()
        .collect(Collectors.groupingBy(Sample::signer, LinkedHashMap::new, Collectors.toList()));
  }

  /** What was asked. */
  public Case subject() {
    return subject;
  }

  /** Its parts; there may be several standardising normalisers. */
  public Experiment experiment() {
    return experiment;
  }

  /** The section {@code train}. */
  public TrainSettings settings() {
    return settings;
  }

  /** The section {@code doctor}; its keys are those of {@link Thresholds}. */
  public Settings thresholds() {
    return thresholds;
  }

  /** The splits that could be read, {@code train} first. */
  public Map<String, List<Sample>> splits() {
    return splits;
  }

  /** The corpus itself. */
  public CorpusReader corpus() {
    return corpus;
  }

  /** By what it concerns, what a training would have stopped at. */
  public Map<String, TeacherException> refusals() {
    return refusals;
  }

  /** The frames of samples. */
  public FrameStore frames() {
    return frames;
  }

  /** Of the training split, or of the checkpoint. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** What normalisers hold, where one needs statistics. */
  public Optional<FeatureStatistics> statistics() {
    return statistics;
  }

  /** The recogniser. */
  public Graph graph() {
    return graph;
  }

  /** Its weights: those of the checkpoint, else its first ones. */
  public Weights weights() {
    return weights;
  }

  /** Whether the weights are trained ones. */
  public boolean isTrained() {
    return subject.checkpoint().isPresent();
  }

  /** How samples are put into batches. */
  public BatchPlan plan() {
    return new BatchPlan(settings.maxFrames(), settings.maxSamples());
  }

  /** The recogniser in the configured training backend; to be closed by whoever asks. */
  public TrainingSession open() {
    return open(graph, weights, settings.options());
  }

  /** Any network in the configured training backend; to be closed by whoever asks. */
  public TrainingSession open(Graph network, Weights first, TrainingOptions options) {
    if (backend == null) {
      backend = settings.backend(subject.registry(), subject.progress());
    }
    return backend.open(network, first, options);
  }
}
