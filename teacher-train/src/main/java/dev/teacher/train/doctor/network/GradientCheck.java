package dev.teacher.train.doctor.network;

import static dev.teacher.train.doctor.network.Text.number;
import static dev.teacher.train.doctor.network.Text.say;

import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Course;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How large the gradients of the CTC loss are, by parameter and by layer, before a training and
 * after a moment of it: they may explode or vanish (Pascanu et al. 2013, "On the difficulty of
 * training recurrent neural networks"), and a layer behind a ReLU that is never above zero gets
 * none (Lu et al. 2019, "Dying ReLU and initialization").
 */
final class GradientCheck implements Check {
  private static final int MOST_SAMPLES = 8;

  /** Of the sentences that may go through the network, one in so many goes there and back. */
  private static final int SENTENCES = 2;

  private static final int STEPS = 20;
  private static final double SHARE = 0.04;
  private static final int NAMED = 8;

  @Override
  public String id() {
    return "gradients";
  }

  @Override
  public String title() {
    return "Gradient flow";
  }

  @Override
  public String question() {
    return "Does the loss reach every layer, with gradients of a sane size?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    List<Sample> samples =
        TrainingSamples.distinct(
            patient, Math.min(MOST_SAMPLES, patient.subject().effort().sentences() / SENTENCES));
    if (samples.isEmpty()) {
      return CheckResult.cannotTell("no sample of the training split can be trained on");
    }
    return new Examination(patient, samples).result();
  }

  /** Of one patient. */
  private static final class Examination {
    private final Patient patient;
    private final Graph graph;
    private final List<Sample> samples;
    private final List<Finding> findings = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    Examination(Patient patient, List<Sample> samples) {
      this.patient = patient;
      this.graph = patient.graph();
      this.samples = samples;
    }

    CheckResult result() {
      GradientFlow before;
      try (TrainingSession session = patient.open()) {
        before = GradientFlow.of(patient, session, samples);
      }
      if (before.samples() == 0) {
        return CheckResult.cannotTell("the loss of every sample is infinite or no number");
      }
      row(patient.isTrained() ? "checkpoint" : "first weights", before);
      judge(before);
      GradientFlow[] after = new GradientFlow[1];
      int steps =
          Budget.steps(graph, samples, SHARE * patient.subject().effort().operations(), STEPS);
      Course course =
          new ShortTraining(patient, Variant.of(patient))
              .run(
                  samples,
                  steps,
                  false,
                  session -> after[0] = GradientFlow.of(patient, session, samples));
      boolean later = course.finite() && after[0].samples() > 0;
      if (later) {
        row(say("after %d steps", course.steps()), after[0]);
        if (findings.isEmpty()) {
          judgeLater(after[0], course.steps());
        }
      }
      List<Exhibit> exhibits = new ArrayList<>();
      exhibits.add(bars("Gradient norm by layer, at the beginning", before));
      if (later) {
        exhibits.add(bars(say("Gradient norm by layer, after %d steps", course.steps()), after[0]));
      }
      exhibits.add(
          new Exhibit.Table(
              "Gradients of the CTC loss, by parameter",
              List.of("when", "loss", "norm", "smallest", "mean", "largest", "of"),
              rows));
      String summary =
          say(
              "loss %.3g, gradient norm %.3g at the beginning%s",
              before.loss(),
              before.norm(),
              later
                  ? say(
                      "; %.3g and %.3g after %d steps",
                      after[0].loss(), after[0].norm(), course.steps())
                  : "");
      return CheckResult.of(summary, findings, exhibits);
    }

    private void judge(GradientFlow flow) {
      nonFinite(flow).ifPresent(findings::add);
      dead(flow, "at the beginning").ifPresent(findings::add);
      if (findings.isEmpty()) {
        exploding(flow).ifPresent(findings::add);
        vanishing(flow, "at the beginning").ifPresent(findings::add);
      }
    }

    /** What only shows in training; large gradients are what a steep beginning has too. */
    private void judgeLater(GradientFlow flow, int steps) {
      nonFinite(flow).ifPresent(findings::add);
      dead(flow, say("after %d steps", steps)).ifPresent(findings::add);
      if (findings.isEmpty()) {
        vanishing(flow, say("after %d steps", steps)).ifPresent(findings::add);
      }
    }

    private Optional<Finding> nonFinite(GradientFlow flow) {
      List<String> places = flow.layersWhere(norm -> !Double.isFinite(norm));
      if (places.isEmpty()) {
        return Optional.empty();
      }
      String nearest = places.get(places.size() - 1);
      return Optional.of(
          Finding.seen(
              FindingKind.EXPLODING,
              say(
                  "the gradients of %d of %d layers are not finite though the loss is, nearest the"
                      + " loss that of %s",
                  places.size(), flow.layers().size(), nearest),
              "the first step makes every weight a number that is none",
              places,
              Remedy.of(
                  "look at the operations behind "
                      + nearest
                      + ": a division by zero, the root or logarithm of zero")));
    }

    private Optional<Finding> dead(GradientFlow flow, String when) {
      List<String> places = flow.layersWhere(norm -> norm == 0);
      if (places.isEmpty()) {
        return Optional.empty();
      }
      String nearest = places.get(places.size() - 1);
      return Optional.of(
          Finding.seen(
              FindingKind.DEAD_LAYER,
              say(
                  "%d of %d layers get a gradient of exactly zero from all of %d samples %s,"
                      + " nearest the loss %s",
                  places.size(), flow.layers().size(), flow.samples(), when, nearest),
              "what is behind "
                  + nearest
                  + " lets nothing through, such as a ReLU that is never above zero (Lu et al."
                  + " 2019): these layers never learn",
              places.subList(Math.max(0, places.size() - NAMED), places.size()),
              Remedy.of(
                  "look at the weights and biases of "
                      + nearest
                      + " and of what takes its output; begin with first weights as initialised")));
    }

    private Optional<Finding> exploding(GradientFlow flow) {
      double limit = patient.thresholds().get(Thresholds.EXPLODING);
      if (!(flow.norm() > limit)) {
        return Optional.empty();
      }
      List<Integer> worst =
          IntStream.range(0, flow.layers().size())
              .boxed()
              .sorted((a, b) -> Double.compare(flow.layerNorms()[b], flow.layerNorms()[a]))
              .limit(NAMED)
              .toList();
      return Optional.of(
          Finding.seen(
              FindingKind.EXPLODING,
              say("the mean norm of a sample's gradient is %.3g, above %.3g", flow.norm(), limit),
              "a step goes wherever the largest layer points, however the rest is (Pascanu et al."
                  + " 2013)",
              worst.stream()
                  .map(i -> say("%s (%.3g)", flow.layers().get(i), flow.layerNorms()[i]))
                  .toList(),
              Remedy.change(
                  "clip the norm and lower the learning rate; look for large features and weights"
                      + " first",
                  "train.clip-norm=1")));
    }

    private Optional<Finding> vanishing(GradientFlow flow, String when) {
      double limit = patient.thresholds().get(Thresholds.VANISHING);
      double largest = flow.largestLayer();
      List<String> places = flow.layersWhere(norm -> norm > 0 && norm < limit * largest);
      if (places.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          Finding.seen(
              FindingKind.VANISHING,
              say(
                  "%d of %d layers get less than %.1e of the largest layer's gradient, %.3g, %s:"
                      + " the smallest %.3g",
                  places.size(), flow.layers().size(), limit, largest, when, flow.smallestLayer()),
              "float32 hardly knows a step so small beside the others: these layers stay as they"
                  + " began (Pascanu et al. 2013)",
              places.subList(0, Math.min(NAMED, places.size())),
              Remedy.of(
                  "use fewer layers, or ones with normalisation between them; look for saturated"
                      + " gates and outputs")));
    }

    private void row(String when, GradientFlow flow) {
      rows.add(
          List.of(
              when,
              number(flow.loss()),
              number(flow.norm()),
              number(flow.parameterNorms().min().orElse(Double.NaN)),
              number(flow.parameterNorms().average().orElse(Double.NaN)),
              number(flow.parameterNorms().max().orElse(Double.NaN)),
              say("%d samples", flow.samples())));
    }

    private Exhibit bars(String title, GradientFlow flow) {
      double limit = patient.thresholds().get(Thresholds.VANISHING) * flow.largestLayer();
      List<Exhibit.Bar> bars = new ArrayList<>();
      for (int i = 0; i < flow.layers().size(); i++) {
        double norm = flow.layerNorms()[i];
        bars.add(Exhibit.Bar.of(flow.layers().get(i), norm, !(norm >= limit) || norm == 0));
      }
      return new Exhibit.Bars(title, true, bars);
    }
  }
}
