package dev.teacher.train.doctor.network;

import static dev.teacher.train.doctor.network.Text.number;
import static dev.teacher.train.doctor.network.Text.say;

import dev.teacher.api.data.Sample;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Value;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether a sample's result is the same alone, in company and padded, and how steady loss and
 * gradient are in batches of different sizes. Where a result differs, the first stage that differs
 * is named.
 */
final class BatchCheck implements Check {
  private static final int SAMPLES = 8;

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
    return new Examination(patient, new Companions(patient, samples)).result();
  }

  /** Of one patient. */
  private static final class Examination {
    private final Patient patient;
    private final Companions companions;
    private final Value whole;
    private final double limit;
    private final List<Finding> findings = new ArrayList<>();
    private final List<List<String>> stages = new ArrayList<>();

    Examination(Patient patient, Companions companions) {
      this.patient = patient;
      this.companions = companions;
      this.whole = patient.graph().outputs().get(Recognizer.LOG_PROBS);
      this.limit = patient.thresholds().get(Thresholds.NEIGHBOURS);
    }

    CheckResult result() {
      double output;
      double padded;
      Exhibit sizes;
      try (TrainingSession session = patient.open()) {
        output = companions.inCompany(session::run, whole);
        padded = companions.padded(session::run, whole);
        sizes = BatchSizes.table(patient, companions.samples(), session);
      }
      double exported = exported();
      stage("output in company", output);
      stage("output alone with padding", padded);
      stage("exported file in company", exported);
      if (output > limit || padded > limit) {
        FirstDifference first = FirstDifference.find(patient, companions, limit);
        first.parts().forEach(this::stage);
        findings.add(dependent(Math.max(output, padded), first.where(), List.of(first.where())));
      } else if (exported > limit) {
        findings.add(
            dependent(
                exported,
                "the exported file in ONNX Runtime, while the engine gives the same",
                List.of("ONNX")));
      }
      BatchNormEffect trained = BatchNormEffect.of(patient, companions.samples());
      if (trained.difference() > limit && findings.isEmpty()) {
        findings.add(normalised(trained));
      }
      String summary =
          say(
              "%d samples alone and together: outputs differ by at most %.2g, padded by %.2g,"
                  + " exported by %.2g%s",
              companions.samples().size(),
              output,
              padded,
              exported,
              trained.difference() > 0
                  ? say("; in training their losses by %.2g", trained.difference())
                  : "");
      return CheckResult.of(
          summary,
          findings,
          List.of(
              sizes,
              new Exhibit.Table(
                  "The same sample alone and in company",
                  List.of("where", "largest difference", "outcome"),
                  stages)));
    }

    private void stage(String name, double difference) {
      stages.add(List.of(name, number(difference), difference > limit ? "differs" : "same"));
    }

    private double exported() {
      try (TemporaryModel model =
          new TemporaryModel(
              patient.graph(), patient.weights(), patient.settings().options().threads())) {
        return companions.inCompany(model::run, whole);
      } catch (TeacherException e) { // weights that are not finite cannot be exported
        return Double.NaN;
      }
    }

    private Finding dependent(double difference, String where, List<String> places) {
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

    private static Finding normalised(BatchNormEffect trained) {
      return Finding.seen(
          FindingKind.NEIGHBOUR_DEPENDENCE,
          say(
              "in training, a sample's loss differs by %.0f %% alone and in company; %d layers"
                  + " normalise over the batch, the first is %s",
              100 * trained.difference(), trained.layers().size(), trained.layers().get(0)),
          "batch normalisation lets samples see each other in training (Ioffe and Szegedy 2015),"
              + " and uses other numbers afterwards: with small batches of unlike sentences,"
              + " training and use differ",
          trained.layers(),
          Remedy.of("use layer or group norm, which stay within a sample"));
    }
  }
}
