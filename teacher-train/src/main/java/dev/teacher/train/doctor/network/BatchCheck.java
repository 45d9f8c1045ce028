package dev.teacher.train.doctor.network;

import static dev.teacher.train.doctor.network.Text.number;
import static dev.teacher.train.doctor.network.Text.say;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a sample's result is the same alone, in company and padded, and how steady loss and
 * gradient are in batches of 1, 2, 4 and 8. Where a result differs, the first stage that differs is
 * named. Batch normalisation (Ioffe and Szegedy 2015) is the operation through which samples see
 * each other in training alone.
 */
final class BatchCheck implements Check {
  private static final List<Integer> SIZES = List.of(1, 2, 4, 8);
  private static final int SAMPLES = 8;

  /** What stands in padding that nobody should look at. */
  private static final float RUBBISH = 7;

  private static final int MORE_FRAMES = 16;

  @Override
  public String id() {
    return "batch";
  }

  @Override
  public String title() {
    return "Batch size";
  }

  @Override
  public String question() {
    return "Is a sample's result the same alone, in company and padded?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    List<Sample> samples =
        TrainingSamples.distinct(patient, SAMPLES).stream()
            .sorted(Comparator.comparingInt(sample -> sample.source().frames()))
            .toList();
    if (samples.size() < 2) {
      return CheckResult.cannotTell("fewer than two samples can be put together");
    }
    return new Examination(patient, samples).result();
  }

  /** Of one patient. */
  private static final class Examination {
    private final Patient patient;
    private final Graph graph;
    private final List<Sample> samples;
    private final Batch company;
    private final double limit;
    private final List<Finding> findings = new ArrayList<>();
    private final List<List<String>> sizes = new ArrayList<>();
    private final List<List<String>> stages = new ArrayList<>();

    Examination(Patient patient, List<Sample> samples) {
      this.patient = patient;
      this.graph = patient.graph();
      this.samples = samples;
      this.company = TrainingSamples.batch(patient, samples);
      this.limit = patient.thresholds().get(Thresholds.NEIGHBOURS);
    }

    CheckResult result() {
      double output;
      double padded;
      try (TrainingSession session = patient.open()) {
        Stage whole = new Stage(graph.outputs().get(Recognizer.LOG_PROBS));
        output = difference(session::run, whole);
        padded = paddedDifference(session::run, whole);
        stability(session);
      }
      double exported = exported();
      stage("output in company", output);
      stage("output alone with padding", padded);
      stage("exported file in company", exported);
      if (output > limit || padded > limit) {
        dependent(Math.max(output, padded));
      } else if (exported > limit) {
        findings.add(
            finding(
                exported,
                "the exported file in ONNX Runtime, while the engine gives the same",
                List.of("ONNX")));
      }
      double trained = batchNorm();
      String summary =
          say(
              "%d samples alone and together: outputs differ by at most %.2g, padded by %.2g,"
                  + " exported by %.2g%s",
              samples.size(),
              output,
              padded,
              exported,
              trained > 0 ? say("; in training their losses by %.2g", trained) : "");
      return CheckResult.of(
          summary,
          findings,
          List.of(
              new Exhibit.Table(
                  "Loss and gradient by batch size",
                  List.of("samples", "batches", "loss", "deviation", "norm", "deviation"),
                  sizes),
              new Exhibit.Table(
                  "The same sample alone and in company",
                  List.of("where", "largest difference", "outcome"),
                  stages)));
    }

    private void stage(String name, double difference) {
      stages.add(List.of(name, number(difference), difference > limit ? "differs" : "same"));
    }

    private Finding finding(double difference, String where, List<String> places) {
      return Finding.seen(
          FindingKind.NEIGHBOUR_DEPENDENCE,
          say(
              "the same sample gives other numbers alone than in company, by %.3g where %.1e is"
                  + " rounding; the first to differ is %s",
              difference, limit, where),
          "what is recognised depends on which samples happen to stand in the batch and on how far"
              + " they are padded, so that results of training, evaluation and use differ",
          places,
          Remedy.of(
              "mend that stage: normalise within a sample (layer or group norm) and mask what is"
                  + " past its length"));
    }

    /** How far a stage's numbers differ alone and in company, relative to their size. */
    private double difference(Function<Batch, ModelOutput> model, Stage stage) {
      ModelOutput together = model.apply(company);
      double largest = 0;
      for (int i = 0; i < samples.size(); i++) {
        ModelOutput alone = model.apply(TrainingSamples.batch(patient, List.of(samples.get(i))));
        largest = Math.max(largest, stage.difference(samples.get(i), alone, 0, together, i));
      }
      return largest;
    }

    private double paddedDifference(Function<Batch, ModelOutput> model, Stage stage) {
      Sample sample = samples.get(0);
      ModelOutput alone = model.apply(TrainingSamples.batch(patient, List.of(sample)));
      return stage.difference(sample, alone, 0, model.apply(padded(sample)), 0);
    }

    private Batch padded(Sample sample) {
      float[] values = patient.frames().cache().get(sample).values();
      int width = patient.frames().cache().layout().width();
      float[] longer = new float[values.length + MORE_FRAMES * width];
      System.arraycopy(values, 0, longer, 0, values.length);
      Arrays.fill(longer, values.length, longer.length, RUBBISH);
      Batch batch = Batch.of(List.of(sample.id()), List.of(longer), width);
      batch.lengths()[0] = values.length / width;
      return batch;
    }

    /** Finds the first stage, looking at parts first and then within that part. */
    private void dependent(double difference) {
      Graph main = graph.withoutAuxiliaries();
      Map<String, Value> layers = LayerProbe.results(main);
      Map<String, String> lastOfPart = new LinkedHashMap<>();
      layers.keySet().forEach(name -> lastOfPart.put(part(name), name));
      Optional<String> part = Optional.empty();
      for (Map.Entry<String, String> entry : lastOfPart.entrySet()) {
        double found = differenceOf(main, layers.get(entry.getValue()));
        stage(spoken(entry.getKey()), found);
        if (found > limit) {
          part = Optional.of(entry.getKey());
          break;
        }
      }
      String where = "the output";
      if (part.isPresent()) {
        where = spoken(part.get());
        for (Map.Entry<String, Value> layer : layers.entrySet()) {
          boolean within = part(layer.getKey()).equals(part.get());
          if (within && differenceOf(main, layer.getValue()) > limit) {
            where = spoken(layer.getKey());
            break;
          }
        }
      }
      findings.add(finding(difference, where, List.of(where)));
    }

    private double differenceOf(Graph main, Value value) {
      Map<String, Value> outputs = new LinkedHashMap<>();
      outputs.put(Recognizer.LOG_PROBS, value);
      outputs.put(Recognizer.OUTPUT_LENGTHS, main.outputs().get(Recognizer.OUTPUT_LENGTHS));
      Graph until =
          trainable(
              new Graph(
                      main.inputs(),
                      outputs,
                      List.of(),
                      main.nodes(),
                      main.parameters(),
                      main.buffers())
                  .withoutAuxiliaries(),
              main);
      Stage stage = new Stage(value);
      Weights own = until.select(patient.weights());
      try (TrainingSession session = patient.open(until, own, patient.settings().options())) {
        return Math.max(difference(session::run, stage), paddedDifference(session::run, stage));
      }
    }

    /** With a parameter, without which there is no training program. */
    private static Graph trainable(Graph until, Graph whole) {
      return until.parameters().isEmpty()
          ? new Graph(
              until.inputs(),
              until.outputs(),
              until.auxiliaries(),
              until.nodes(),
              whole.parameters().subList(0, 1),
              until.buffers())
          : until;
    }

    private static String part(String layer) {
      int dot = layer.indexOf('.');
      return dot < 0 ? layer : layer.substring(0, dot);
    }

    private static String spoken(String layer) {
      if (part(layer).equals("features")) {
        return "the extractor";
      }
      if (part(layer).startsWith("normalizer")) {
        return "normaliser " + part(layer).substring("normalizer".length());
      }
      return "layer " + layer;
    }

    private double exported() {
      try (TemporaryModel model =
          new TemporaryModel(graph, patient.weights(), patient.settings().options().threads())) {
        return difference(model::run, new Stage(graph.outputs().get(Recognizer.LOG_PROBS)));
      } catch (TeacherException e) { // weights that are not finite cannot be exported
        return Double.NaN;
      }
    }

    private void stability(TrainingSession session) {
      for (int size : SIZES) {
        if (size <= samples.size()) {
          List<Double> losses = new ArrayList<>();
          List<Double> norms = new ArrayList<>();
          for (int from = 0; from + size <= samples.size(); from += size) {
            LabelledBatch batch =
                TrainingSamples.labelled(patient, samples.subList(from, from + size));
            float[] own = session.losses(batch.batch(), batch.labels());
            double sum = 0;
            for (float loss : own) {
              sum += loss;
            }
            losses.add(sum / size);
            norms.add(norm(session.gradients(batch.batch(), batch.labels())) / size);
          }
          sizes.add(
              List.of(
                  Integer.toString(size),
                  Integer.toString(losses.size()),
                  number(mean(losses)),
                  number(deviation(losses)),
                  number(mean(norms)),
                  number(deviation(norms))));
        }
      }
    }

    private static double norm(Weights gradients) {
      double squares = 0;
      for (String name : gradients.names()) {
        for (float value : gradients.get(name).floats()) {
          squares += (double) value * value;
        }
      }
      return Math.sqrt(squares);
    }

    private static double mean(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static double deviation(List<Double> values) {
      double mean = mean(values);
      return Math.sqrt(
          values.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElse(Double.NaN));
    }

    /** How far a loss in training depends on the others; 0 where nothing can make it. */
    private double batchNorm() {
      List<String> layers =
          graph.nodes().stream()
              .filter(node -> node.op() instanceof Op.BatchNorm)
              .map(Node::layer)
              .toList();
      if (layers.isEmpty()) {
        return 0;
      }
      Graph certain = withoutDropout(graph);
      double largest = 0;
      try (TrainingSession session =
          patient.open(certain, patient.weights(), patient.settings().options())) {
        LabelledBatch all = TrainingSamples.labelled(patient, samples);
        float[] together = session.accumulate(all.batch(), all.labels(), 1).losses();
        for (int i = 0; i < samples.size(); i++) {
          LabelledBatch one = TrainingSamples.labelled(patient, List.of(samples.get(i)));
          float alone = session.accumulate(one.batch(), one.labels(), 1).losses()[0];
          double difference = Math.abs((double) alone - together[i]) / Math.abs(together[i]);
          largest = Double.isFinite(difference) ? Math.max(largest, difference) : largest;
        }
      }
      if (largest > limit && findings.isEmpty()) {
        findings.add(
            Finding.seen(
                FindingKind.NEIGHBOUR_DEPENDENCE,
                say(
                    "in training, a sample's loss differs by %.0f %% alone and in company; %d"
                        + " layers normalise over the batch, the first is %s",
                    100 * largest, layers.size(), layers.get(0)),
                "batch normalisation lets samples see each other in training (Ioffe and Szegedy"
                    + " 2015), and uses other numbers afterwards: with small batches of unlike"
                    + " sentences, training and use differ",
                layers,
                Remedy.of("use layer or group norm, which stay within a sample")));
      }
      return largest;
    }

    private static Graph withoutDropout(Graph graph) {
      List<Node> nodes =
          graph.nodes().stream()
              .map(
                  node ->
                      node.op() instanceof Op.Dropout
                          ? new Node(node.layer(), new Op.Dropout(0), node.inputs(), node.output())
                          : node)
              .toList();
      return new Graph(
          graph.inputs(),
          graph.outputs(),
          graph.auxiliaries(),
          nodes,
          graph.parameters(),
          graph.buffers());
    }
  }

  /**
   * Something that a network gives.
   *
   * @param value float32 [batch, time', channels]
   */
  private record Stage(Value value) {
    /** Relative to the largest number, where that is above 1. */
    double difference(
        Sample sample, ModelOutput one, int place, ModelOutput other, int otherPlace) {
      int frames = value.shape().dim(1).resolve(sample.source().frames());
      float[] a = valid(one, place, frames);
      float[] b = valid(other, otherPlace, frames);
      double scale = Outputs.largest(a);
      return Double.isFinite(scale) ? Outputs.difference(a, b) / Math.max(1, scale) : 0;
    }

    private static float[] valid(ModelOutput output, int sample, int frames) {
      int channels = output.channels();
      int from = sample * output.frames() * channels;
      return Arrays.copyOfRange(output.values(), from, from + frames * channels);
    }
  }
}
