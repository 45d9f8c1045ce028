package dev.teacher.api.pipeline;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Auxiliary;
import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.api.plugin.Normalizer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Puts an experiment's parts into one graph, the only place where that happens: training program
 * and exported file are printed from it.
 *
 * <p>Input {@code landmarks} (or {@code features}, where files hold ready features) float32 [batch,
 * time, columns] and {@code lengths} int64 [batch]; outputs {@code log_probs} float32 [batch,
 * time', classes] and {@code output_lengths} int64 [batch].
 */
public final class Recognizer {
  /** Name of the output with the natural logarithms of the probabilities. */
  public static final String LOG_PROBS = "log_probs";

  /** Name of the output with the valid frames of each sample. */
  public static final String OUTPUT_LENGTHS = "output_lengths";

  /** Name of the output of {@link #featureGraph}: no input is called so, ready features neither. */
  public static final String EXTRACTED = "extracted_features";

  private Recognizer() {}

  /**
   * The whole recogniser.
   *
   * @param experiment its parts
   * @param statistics of the features, where a normaliser needs them
   * @param classes size of the vocabulary
   */
  public static Graph graph(
      Experiment experiment, Optional<FeatureStatistics> statistics, int classes) {
    GraphBuilder builder = new GraphBuilder();
    Sequence features = normalized(experiment, input(experiment, builder), statistics);
    return network(experiment, features, classes);
  }

  /**
   * The network alone, from what {@link #normalizedGraph} gives: input {@code features}. Its
   * parameters are called as in {@link #graph}.
   *
   * @param experiment its parts
   * @param classes size of the vocabulary
   */
  public static Graph backboneGraph(Experiment experiment, int classes) {
    Sequence features = new GraphBuilder().inputSequence("features", featureLayout(experiment));
    return network(experiment, features, classes);
  }

  private static Graph network(Experiment experiment, Sequence features, int classes) {
    GraphBuilder builder = features.builder();
    Sequence logits = experiment.backbone().logits(features, classes);
    requireClasses(experiment, logits, classes);
    Values ops = new Values(builder);
    Sequence logProbs = logits.map(v -> ops.logSoftmax(v, 2));
    builder.output(LOG_PROBS, logProbs.data());
    builder.output(OUTPUT_LENGTHS, logProbs.lengths());
    Graph graph = builder.build();
    graph.auxiliaries().forEach(a -> requireSound(experiment, a, logits));
    return graph;
  }

  /**
   * The whole recogniser before anything was measured: its normalisers hold mean 0 and deviation 1.
   * For layers, sizes and frame rates, which do not depend on these numbers; not to compute with.
   */
  public static Graph unmeasured(Experiment experiment, int classes) {
    Layout features = featureLayout(experiment);
    List<Double> zeros = Collections.nCopies(features.width(), 0.0);
    List<Double> ones = Collections.nCopies(features.width(), 1.0);
    FeatureStatistics any = new FeatureStatistics(features, 1, 1, zeros, ones, "none");
    return graph(experiment, Optional.of(any), classes);
  }

  /**
   * The part up to the features of which a normaliser wants statistics; all of the extraction and
   * normalisation where none does. Outputs {@code extracted_features} and {@code output_lengths}.
   */
  public static Graph featureGraph(Experiment experiment) {
    GraphBuilder builder = new GraphBuilder();
    Sequence features = measured(experiment, input(experiment, builder));
    builder.output(EXTRACTED, features.data());
    builder.output(OUTPUT_LENGTHS, features.lengths());
    return builder.build();
  }

  /**
   * Extraction and all normalisers: what the backbone gets. Outputs {@code extracted_features} and
   * {@code output_lengths}.
   */
  public static Graph normalizedGraph(
      Experiment experiment, Optional<FeatureStatistics> statistics) {
    GraphBuilder builder = new GraphBuilder();
    Sequence features = normalized(experiment, input(experiment, builder), statistics);
    builder.output(EXTRACTED, features.data());
    builder.output(OUTPUT_LENGTHS, features.lengths());
    return builder.build();
  }

  /** Whether {@link #featureGraph} computes nothing: what it gives is what stands in the files. */
  public static boolean measuresInput(Experiment experiment) {
    Sequence input = input(experiment, new GraphBuilder());
    return measured(experiment, input).data().equals(input.data());
  }

  private static Sequence normalized(
      Experiment experiment, Sequence input, Optional<FeatureStatistics> statistics) {
    Sequence features = extract(experiment, input);
    int place = 0;
    for (Map.Entry<String, Normalizer> entry : experiment.normalizers().entrySet()) {
      Sequence before = features;
      features =
          input.builder().scope("normalizer" + place, () -> normalize(entry, before, statistics));
      place++;
    }
    return features;
  }

  /** Extraction and the normalisers before the one that wants statistics. */
  private static Sequence measured(Experiment experiment, Sequence input) {
    Sequence features = extract(experiment, input);
    int place = 0;
    for (Map.Entry<String, Normalizer> entry : experiment.normalizersBeforeStatistics()) {
      Sequence before = features;
      features =
          input
              .builder()
              .scope("normalizer" + place, () -> normalize(entry, before, Optional.empty()));
      place++;
    }
    return features;
  }

  /** The layout that {@link #featureGraph} gives. */
  public static Layout featureLayout(Experiment experiment) {
    return extract(experiment, input(experiment, new GraphBuilder())).layout().orElseThrow();
  }

  /** How many input frames one output frame stands for: a whole number. */
  public static int outputStride(Graph recognizer) {
    Dim time = recognizer.outputs().get(LOG_PROBS).shape().dim(1);
    if (!time.base().equals(Dim.TIME.base()) || time.stride() % time.multiple() != 0) {
      throw wrong(
          "backbone", "the backbone gives " + time + " frames, no whole fraction of the input's");
    }
    return time.stride() / time.multiple();
  }

  private static Sequence input(Experiment experiment, GraphBuilder builder) {
    Layout columns = experiment.extractor().input();
    String name = columns.equals(Part.LAYOUT) ? "landmarks" : "features";
    return builder.inputSequence(name, columns);
  }

  private static Sequence extract(Experiment experiment, Sequence input) {
    FeatureExtractor extractor = experiment.extractor();
    Sequence features = input.builder().scope("features", () -> extractor.extract(input));
    if (features.layout().isEmpty() || !features.lengths().equals(input.lengths())) {
      throw wrong(extractor, "the feature extractor gave unnamed columns or other frames");
    }
    return features;
  }

  private static Sequence normalize(
      Map.Entry<String, Normalizer> entry,
      Sequence features,
      Optional<FeatureStatistics> statistics) {
    Normalizer normalizer = entry.getValue();
    if (normalizer.needsStatistics() && statistics.isEmpty()) {
      throw Problem.internal(entry.getKey() + " got no statistics").exception();
    }
    Optional<FeatureStatistics> wanted =
        normalizer.needsStatistics() ? statistics : Optional.empty();
    Sequence result = normalizer.normalize(features, wanted);
    boolean same =
        result.layout().equals(features.layout()) && result.lengths().equals(features.lengths());
    if (!same) {
      throw wrong(normalizer, entry.getKey() + " changed the names of the columns or the frames");
    }
    return result;
  }

  private static void requireClasses(Experiment experiment, Sequence logits, int classes) {
    if (logits.channels() != classes) {
      throw wrong(
          experiment.backbone(),
          "the backbone gave " + logits.channels() + " logits for " + classes + " classes");
    }
  }

  /** Whoever is long enough for the output must be so for the auxiliary. */
  private static void requireSound(Experiment experiment, Auxiliary auxiliary, Sequence logits) {
    Dim found = auxiliary.logProbs().shape().dim(1);
    Dim wanted = logits.time();
    int period = found.stride() * wanted.stride();
    boolean longEnough =
        found.base().equals(wanted.base())
            && IntStream.rangeClosed(1, period)
                .allMatch(frames -> found.resolve(frames) >= wanted.resolve(frames));
    int classes = auxiliary.logProbs().shape().dim(2).size();
    if (!longEnough || classes != logits.channels()) {
      throw wrong(
          experiment.backbone(),
          "the backbone's auxiliary %s gives %s frames of %d logits, where its output gives %s of %d"
              .formatted(auxiliary.name(), found, classes, wanted, logits.channels()));
    }
  }

  /** A plugin that came from the registry calls itself by name, class and jar. */
  private static TeacherException wrong(Object plugin, String what) {
    return Problem.internal(what).where(plugin).remedy("tell the plugin's author").exception();
  }
}
