package dev.teacher.train.doctor.network;

import static dev.teacher.train.doctor.network.Text.say;

import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import dev.teacher.train.doctor.network.LayerProbe.Reading;
import dev.teacher.train.doctor.network.LayerProbe.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a forward pass makes of the features, as they are configured and under every other
 * normaliser: how large activations are layer by layer (He et al. 2015, "Delving deep into
 * rectifiers": a layer should pass on the size that it gets), and how certain the output is.
 */
final class ForwardCheck implements Check {
  private static final int NAMED = 5;

  /** Samples over which normalisers are compared. */
  private static final int COMPARED = 4;

  @Override
  public String id() {
    return "forward";
  }

  @Override
  public String title() {
    return "Forward stability";
  }

  @Override
  public String question() {
    return "Do activations stay in a sane range, whatever normalises the features?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    List<Sample> samples = patient.draw("train", patient.subject().effort().sentences());
    List<Sample> finite =
        samples.stream().filter(sample -> TrainingSamples.isFinite(patient, sample)).toList();
    if (finite.isEmpty()) {
      return CheckResult.cannotTell("no sample of the training split has finite numbers alone");
    }
    return new Examination(patient, finite).result();
  }

  /** Of one patient. */
  private static final class Examination {
    private final Patient patient;
    private final List<Sample> samples;
    private final double classes;
    private final Map<String, Size> layers;
    private final double entropy;
    private final List<Finding> findings = new ArrayList<>();

    Examination(Patient patient, List<Sample> samples) {
      this.patient = patient;
      this.samples = samples;
      this.classes = Math.log(patient.vocabulary().size());
      Reading reading = read(patient.weights());
      this.layers = reading.layers();
      this.entropy = reading.entropy() / classes;
    }

    private Reading read(Weights weights) {
      try (LayerProbe probe = new LayerProbe(patient, patient.graph(), weights)) {
        List<Reading> readings = new ArrayList<>();
        for (Sample sample : samples) {
          readings.add(probe.read(TrainingSamples.batch(patient, List.of(sample))));
        }
        return together(readings);
      }
    }

    CheckResult result() {
      weights();
      if (findings.isEmpty()) {
        activations();
        if (findings.isEmpty()) {
          sizes();
        }
        output();
      }
      List<Exhibit> exhibits = new ArrayList<>();
      exhibits.add(ranges());
      exhibits.add(
          NormaliserVariants.table(
              patient, samples.subList(0, Math.min(COMPARED, samples.size())), classes));
      double largest = layers.values().stream().mapToDouble(Size::largest).max().orElse(Double.NaN);
      String summary =
          say(
              "%d layers over %d samples: largest activation %.3g, entropy of the output %.0f %% of"
                  + " the largest possible",
              layers.size(), samples.size(), largest, 100 * entropy);
      return CheckResult.of(summary, findings, exhibits);
    }

    private void weights() {
      List<String> places = new ArrayList<>();
      for (String name : patient.weights().names()) {
        Tensor tensor = patient.weights().get(name);
        if (tensor.dtype() != DType.FLOAT32) {
          continue;
        }
        long wrong = 0;
        for (float value : tensor.floats()) {
          wrong += Float.isFinite(value) ? 0 : 1;
        }
        if (wrong > 0) {
          places.add(say("%s (%d of %d)", name, wrong, tensor.size()));
        }
      }
      if (!places.isEmpty()) {
        findings.add(
            Finding.seen(
                FindingKind.NON_FINITE_WEIGHTS,
                places.size() + " tensors hold numbers that are NaN or infinite",
                "whatever they touch is not finite, so nothing is recognised and nothing learned",
                places,
                Remedy.of(
                    "go on from an earlier checkpoint; teacher replay names the operation that"
                        + " broke it")));
      }
    }

    /** The first layer beyond every sane size. */
    private void activations() {
      double limit = patient.thresholds().get(Thresholds.ACTIVATION);
      List<String> beyond = new ArrayList<>();
      layers.forEach(
          (name, size) -> {
            if (!size.isFinite() || size.size() > limit) {
              beyond.add(say("%s (size %.3g, largest %.3g)", name, size.size(), size.largest()));
            }
          });
      if (!beyond.isEmpty()) {
        findings.add(
            Finding.seen(
                FindingKind.UNSTABLE_FORWARD,
                say(
                    "what %s gives is beyond a root mean square of %.3g, the first of %d layers",
                    beyond.get(0), limit, beyond.size()),
                "activations so large saturate gates and soft-max, and their gradients explode",
                first(beyond),
                Remedy.of(
                    "look at what that layer gets and at its weights: standardise the features"
                        + " once, or go on from an earlier checkpoint")));
      }
    }

    /** Weights that are much larger than fresh ones, which normalisation behind them may hide. */
    private void sizes() {
      Map<String, Double> ratios = grown();
      double most = patient.thresholds().get(Thresholds.WEIGHTS);
      double limit = patient.isTrained() ? most * most : most;
      List<String> places = new ArrayList<>();
      ratios.entrySet().stream()
          .filter(entry -> entry.getValue() > limit)
          .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
          .forEach(entry -> places.add(say("%s (%.3g times)", entry.getKey(), entry.getValue())));
      if (!places.isEmpty()) {
        findings.add(
            Finding.seen(
                FindingKind.UNSTABLE_FORWARD,
                say(
                    "the weights of %s are larger than a network begins with, above the limit of"
                        + " %.3g",
                    places.get(0), limit),
                "a layer that makes its input so much larger saturates what follows (He et al."
                    + " 2015)",
                first(places),
                Remedy.of(
                    "begin with first weights as initialised; lower the learning rate if a training"
                        + " made them grow")));
      }
    }

    /** By parameter with more than one dimension, its size over that of a fresh one. */
    private Map<String, Double> grown() {
      Weights fresh = patient.graph().initialWeights(patient.settings().seed());
      Map<String, Double> ratios = new LinkedHashMap<>();
      for (Parameter parameter : patient.graph().parameters()) {
        double before = size(fresh.get(parameter.name()));
        if (parameter.sizes().length > 1 && before > 0) {
          ratios.put(parameter.name(), size(patient.weights().get(parameter.name())) / before);
        }
      }
      return ratios;
    }

    private static double size(Tensor tensor) {
      double squares = 0;
      for (float value : tensor.floats()) {
        squares += (double) value * value;
      }
      return Math.sqrt(squares / tensor.size());
    }

    private void output() {
      double limit = patient.thresholds().get(Thresholds.ENTROPY);
      if (!patient.isTrained() && entropy < limit) {
        findings.add(
            Finding.seen(
                FindingKind.SATURATED_OUTPUT,
                say(
                    "the entropy of the output is %.2g of its largest possible, ln(%d) = %.3g;"
                        + " expected above %.2g before training",
                    entropy, patient.vocabulary().size(), classes, limit),
                "the soft-max is certain before it has seen anything, and passes hardly any"
                    + " gradient on",
                List.of("head"),
                Remedy.of("begin with smaller weights and biases in the last layer")));
      }
    }

    private static List<String> first(List<String> all) {
      return all.subList(0, Math.min(NAMED, all.size()));
    }

    private Exhibit ranges() {
      double limit = patient.thresholds().get(Thresholds.ACTIVATION);
      List<Exhibit.Bar> bars = new ArrayList<>();
      layers.forEach(
          (name, size) ->
              bars.add(
                  new Exhibit.Bar(
                      name,
                      size.size(),
                      size.size(),
                      size.largest(),
                      !size.isFinite() || size.size() > limit)));
      return new Exhibit.Bars(
          "Activations by layer: root mean square, and the largest", true, bars);
    }
  }

  /** Largest of the largest, means of the others. */
  static Reading together(List<Reading> readings) {
    Map<String, Size> sizes = new LinkedHashMap<>();
    for (String layer : readings.get(0).layers().keySet()) {
      double largest = 0;
      double size = 0;
      for (Reading reading : readings) {
        Size one = reading.layers().get(layer);
        largest = Math.max(largest, one.largest());
        size += one.size() * one.size() / readings.size();
      }
      sizes.put(layer, new Size(largest, Math.sqrt(size)));
    }
    double entropy = readings.stream().mapToDouble(Reading::entropy).average().orElseThrow();
    return new Reading(sizes, entropy);
  }
}
