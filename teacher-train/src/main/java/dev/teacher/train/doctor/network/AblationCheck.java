package dev.teacher.train.doctor.network;

import static dev.teacher.train.doctor.network.Text.number;
import static dev.teacher.train.doctor.network.Text.say;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.model.score.Alignment;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import dev.teacher.train.doctor.network.PairedBootstrap.Interval;
import dev.teacher.train.loop.SplitRunner.LogProbs;
import dev.teacher.train.statistics.GraphModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each segment of the features is worth: its columns are taken from another sample (Breiman
 * 2001, "Random forests", section 10), behind the normalisers, so that they stay as likely as ever
 * and only say something else. Zeroing them before a z-score would make them something that no
 * recording has.
 */
final class AblationCheck implements Check {
  @Override
  public String id() {
    return "ablation";
  }

  @Override
  public String title() {
    return "Modality ablation";
  }

  @Override
  public String question() {
    return "Does the network use every segment of the features?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    String split = patient.isTrained() && patient.splits().containsKey("dev") ? "dev" : "train";
    List<Sample> samples =
        patient.draw(split, patient.subject().effort().sentences()).stream()
            .filter(sample -> TrainingSamples.isFinite(patient, sample))
            .filter(sample -> !sample.glosses().isEmpty())
            .toList();
    if (samples.size() < 2) {
      return CheckResult.cannotTell("fewer than two samples of split " + split + " can be run");
    }
    Graph backbone = Recognizer.backboneGraph(patient.experiment(), patient.vocabulary().size());
    boolean fits =
        backbone.parameters().stream().allMatch(p -> patient.weights().contains(p.name()))
            && backbone.parameterCount() == patient.graph().parameterCount();
    if (!fits) {
      return CheckResult.cannotTell("the network is another than the one that is configured");
    }
    return new Examination(patient, samples, backbone).result();
  }

  /**
   * What comes of a segment that is another sample's.
   *
   * @param change root mean square of what changed in the segment
   * @param divergence of the outputs, nats a frame
   * @param difference largest of two log-probabilities, mean over the samples; exactly 0 where the
   *     network does not hear the segment
   * @param errors more than without the change, by sample
   */
  private record Effect(double change, double divergence, double difference, int[] errors) {}

  /** Of one patient. */
  private static final class Examination {
    private final Patient patient;
    private final List<Sample> samples;
    private final Layout layout;
    private final List<float[]> features = new ArrayList<>();
    private final Map<String, Effect> effects = new LinkedHashMap<>();

    Examination(Patient patient, List<Sample> samples, Graph backbone) {
      this.patient = patient;
      this.samples = samples;
      this.layout = Recognizer.featureLayout(patient.experiment());
      Graph normalised = Recognizer.normalizedGraph(patient.experiment(), patient.statistics());
      try (InferenceModel model = GraphModel.load(normalised)) {
        for (Sample sample : samples) {
          features.add(model.run(TrainingSamples.batch(patient, List.of(sample))).sample(0));
        }
      }
      try (TrainingSession session =
          patient.open(
              backbone, backbone.select(patient.weights()), patient.settings().options())) {
        List<LogProbs> original = run(session, features);
        int column = 0;
        for (Layout.Segment segment : layout.segments()) {
          effects.put(segment.name(), effect(session, original, column, segment.width()));
          column += segment.width();
        }
      }
    }

    private List<LogProbs> run(TrainingSession session, List<float[]> rows) {
      List<LogProbs> outputs = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        var output =
            session.run(
                Batch.of(List.of(samples.get(i).id()), List.of(rows.get(i)), layout.width()));
        int frames = Math.toIntExact(output.lengths()[0]);
        outputs.add(new LogProbs(output.sample(0), frames, output.channels()));
      }
      return outputs;
    }

    private Effect effect(
        TrainingSession session, List<LogProbs> original, int column, int columns) {
      List<float[]> changed = new ArrayList<>();
      double squares = 0;
      long count = 0;
      for (int i = 0; i < features.size(); i++) {
        float[] own = features.get(i);
        float[] other = features.get((i + 1) % features.size());
        float[] mixed = mixed(own, other, column, columns);
        for (int j = 0; j < own.length; j++) {
          squares += ((double) mixed[j] - own[j]) * (mixed[j] - own[j]);
        }
        count += (long) own.length / layout.width() * columns;
        changed.add(mixed);
      }
      List<LogProbs> outputs = run(session, changed);
      double divergence = 0;
      double difference = 0;
      int[] errors = new int[samples.size()];
      for (int i = 0; i < errors.length; i++) {
        divergence += Outputs.divergence(original.get(i), outputs.get(i)) / errors.length;
        difference += Outputs.difference(original.get(i), outputs.get(i)) / errors.length;
        errors[i] = errors(i, outputs.get(i)) - errors(i, original.get(i));
      }
      return new Effect(Math.sqrt(squares / count), divergence, difference, errors);
    }

    /** A sample whose columns are another's, from its beginning on, over and over if need be. */
    private float[] mixed(float[] own, float[] other, int column, int columns) {
      int width = layout.width();
      float[] mixed = own.clone();
      int frames = own.length / width;
      int others = other.length / width;
      for (int frame = 0; frame < frames; frame++) {
        System.arraycopy(
            other, frame % others * width + column, mixed, frame * width + column, columns);
      }
      return mixed;
    }

    private int errors(int sample, LogProbs output) {
      if (!patient.isTrained() || !Double.isFinite(Outputs.largest(output.values()))) {
        return 0;
      }
      List<String> said =
          patient
              .experiment()
              .decoder()
              .decode(output.values(), output.frames(), output.classes())
              .stream()
              .map(token -> patient.vocabulary().gloss(token.entry()))
              .toList();
      return Alignment.of(samples.get(sample).glosses(), said).errors();
    }

    CheckResult result() {
      double largest = effects.values().stream().mapToDouble(Effect::difference).max().orElse(0);
      if (!Double.isFinite(largest)) {
        return CheckResult.cannotTell("the output is not finite");
      }
      double unused = patient.thresholds().get(Thresholds.UNUSED) * largest;
      double moved = patient.thresholds().get(Thresholds.MOVED);
      List<Exhibit.Bar> bars = new ArrayList<>();
      List<List<String>> rows = new ArrayList<>();
      List<String> cut = new ArrayList<>();
      effects.forEach(
          (segment, effect) -> {
            boolean isCut = effect.change() > moved && effect.difference() <= unused;
            Interval wer = wer(effect);
            if (isCut) {
              cut.add(segment);
            }
            bars.add(
                patient.isTrained()
                    ? new Exhibit.Bar(
                        segment, 100 * wer.value(), 100 * wer.low(), 100 * wer.high(), isCut)
                    : Exhibit.Bar.of(segment, effect.divergence(), isCut));
            rows.add(
                List.of(
                    segment,
                    number(effect.change()),
                    number(effect.divergence()),
                    patient.isTrained()
                        ? say(
                            "%+.1f (%+.1f to %+.1f)",
                            100 * wer.value(), 100 * wer.low(), 100 * wer.high())
                        : "-"));
          });
      List<Exhibit> exhibits =
          List.of(
              new Exhibit.Bars(
                  patient.isTrained()
                      ? "WER in points more when a segment is another sample's, with 95 % intervals"
                      : "Change of the output when a segment is another sample's, nats a frame",
                  !patient.isTrained(),
                  bars),
              new Exhibit.Table(
                  "Segments taken from another sample",
                  List.of("segment", "change", "divergence, nats a frame", "WER, points"),
                  rows));
      return CheckResult.of(summary(cut), findings(cut, largest, unused), exhibits);
    }

    private String summary(List<String> cut) {
      return say(
          "%d of %d segments change what the network says of %d samples",
          effects.size() - cut.size(), effects.size(), samples.size());
    }

    private List<Finding> findings(List<String> cut, double largest, double unused) {
      if (cut.isEmpty()) {
        return List.of();
      }
      Effect first = effects.get(cut.get(0));
      return List.of(
          Finding.seen(
              FindingKind.UNUSED_SEGMENT,
              say(
                  "taking %s from another sample changes log-probabilities by %.2g, where the"
                      + " segment that matters most changes it by %.2g and %.2g is the least",
                  cut.get(0), first.difference(), largest, unused),
              "its weights are cut off: whatever these columns say, the network does not hear it",
              cut,
              Remedy.of(
                  "look at the weights of the layer that takes these columns; train again from"
                      + " first weights, or leave the segment out of the features")));
    }

    private Interval wer(Effect effect) {
      int[] lengths = samples.stream().mapToInt(sample -> sample.glosses().size()).toArray();
      return PairedBootstrap.of(effect.errors(), lengths, patient.subject().seed());
    }
  }
}
