package dev.teacher.train.doctor.network;

import static dev.teacher.train.doctor.network.Text.number;
import static dev.teacher.train.doctor.network.Text.say;

import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.Decoder;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.model.score.Alignment;
import dev.teacher.train.data.BatchPlan;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import dev.teacher.train.loop.SplitRunner;
import dev.teacher.train.loop.SplitRunner.LogProbs;
import dev.teacher.train.loop.TrainedModel;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.TrainingState;
import dev.teacher.train.run.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the exported file says what the training engine says, in glosses and in numbers. */
final class ExportCheck implements Check {
  private static final int BATCH = 4;
  private static final int NAMED = 8;

  @Override
  public String id() {
    return "export";
  }

  @Override
  public String title() {
    return "Export";
  }

  @Override
  public String question() {
    return "Does the exported file recognise what the trained network recognises?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    String split = patient.splits().containsKey("dev") ? "dev" : "train";
    List<Sample> samples = patient.draw(split, patient.subject().effort().sentences());
    if (samples.isEmpty()) {
      return CheckResult.cannotTell("no sample of split " + split + " can be read");
    }
    SplitRunner runner =
        new SplitRunner(patient.frames().cache(), new BatchPlan(Integer.MAX_VALUE, BATCH));
    Map<String, LogProbs> expected;
    try (TrainingSession session = patient.open()) {
      expected = runner.run(samples, session::run);
    }
    samples =
        samples.stream()
            .filter(s -> Double.isFinite(Outputs.largest(expected.get(s.id()).values())))
            .toList();
    if (samples.isEmpty()) {
      return CheckResult.cannotTell("the network gives no finite number that could be compared");
    }
    TrainedModel exported = patient.subject().interference().exported(examined(patient));
    Map<String, LogProbs> found;
    try (TemporaryModel model =
        new TemporaryModel(
            exported.graph(), exported.weights(), patient.settings().options().threads())) {
      found = runner.run(samples, model::run);
    } catch (TeacherException e) {
      return CheckResult.cannotTell("the network cannot be exported: " + Text.firstLine(e));
    }
    return compared(patient, samples, expected, found);
  }

  private static TrainedModel examined(Patient patient) {
    TrainingState state =
        patient.subject().checkpoint().map(Checkpoint::state).orElseGet(() -> untrained(patient));
    return new TrainedModel(
        patient.experiment(),
        state,
        patient.vocabulary(),
        patient.statistics(),
        patient.graph(),
        patient.weights());
  }

  private static TrainingState untrained(Patient patient) {
    return new TrainingState(
        TrainingState.FORMAT,
        0,
        0,
        1,
        1,
        0,
        patient.settings().seed(),
        patient.experiment().extractor().input().spec(),
        Recognizer.featureLayout(patient.experiment()).spec(),
        "",
        Versions.with(patient.backend().facts()));
  }

  private static CheckResult compared(
      Patient patient,
      List<Sample> samples,
      Map<String, LogProbs> expected,
      Map<String, LogProbs> found) {
    double limit = patient.thresholds().get(Thresholds.EXPORT);
    double largest = 0;
    int glosses = 0;
    int all = 0;
    List<String> places = new ArrayList<>();
    for (Sample sample : samples) {
      LogProbs one = expected.get(sample.id());
      LogProbs other = found.get(sample.id());
      double scale = Math.max(1, Outputs.largest(one.values()) / Math.log(one.classes()) / 10);
      double difference = Outputs.difference(one, other) / scale;
      List<String> said = glosses(patient, one);
      int differ =
          Double.isFinite(difference)
              ? Alignment.of(said, glosses(patient, other)).errors()
              : Math.max(1, said.size());
      largest = Math.max(largest, difference);
      all += said.size();
      glosses += differ;
      if (!(difference <= limit)) {
        places.add(
            say("sample %s (%d glosses differ, numbers by %.3g)", sample.id(), differ, difference));
      }
    }
    List<Finding> findings =
        places.isEmpty()
            ? List.of()
            : List.of(
                Finding.seen(
                    FindingKind.EXPORT_DRIFT,
                    say(
                        "%d of %d samples differ by up to %.3g in a log-probability, above %.1e;"
                            + " %d glosses are others than the %d that the engine says",
                        places.size(), samples.size(), largest, limit, glosses, all),
                    "what is deployed is not what was trained and tested",
                    places.subList(0, Math.min(NAMED, places.size())),
                    Remedy.of(
                        "export again with teacher export, which compares before the file appears,"
                            + " and do not use this file")));
    return CheckResult.of(
        say(
            "%d of %d glosses of %d samples differ, log-probabilities by at most %.2g",
            glosses, all, samples.size(), largest),
        findings,
        List.of(
            new Exhibit.Table(
                "Engine and exported file",
                List.of("samples", "glosses said", "glosses that differ", "largest difference"),
                List.of(
                    List.of(
                        Integer.toString(samples.size()),
                        Integer.toString(all),
                        Integer.toString(glosses),
                        number(largest))))));
  }

  private static List<String> glosses(Patient patient, LogProbs output) {
    Decoder decoder = patient.experiment().decoder();
    Vocabulary vocabulary = patient.vocabulary();
    return decoder.decode(output.values(), output.frames(), output.classes()).stream()
        .map(token -> vocabulary.gloss(token.entry()))
        .toList();
  }
}
