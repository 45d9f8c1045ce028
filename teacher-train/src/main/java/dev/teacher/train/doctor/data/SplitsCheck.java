package dev.teacher.train.doctor.data;

import dev.teacher.api.data.Sample;
import dev.teacher.features.corpus.check.Finding.Topic;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether the splits hold different recordings of the same kind. */
final class SplitsCheck implements Check {
  private final Looks looks;

  SplitsCheck(Looks looks) {
    this.looks = looks;
  }

  @Override
  public String id() {
    return "splits";
  }

  @Override
  public String title() {
    return "Splits";
  }

  @Override
  public String question() {
    return "Does anything of the training stand in another split, and are the splits alike?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    if (patient.splits().size() < 2) {
      return CheckResult.cannotTell("there is no split beside train");
    }
    Look look = looks.at(patient);
    List<Finding> findings = new ArrayList<>();
    int clips = clips(look, findings);
    signers(patient, findings);
    Map<String, Double> shifts = Shift.of(look.extracts());
    shifted(look, shifts, findings);
    List<Exhibit.Bar> bars = new ArrayList<>();
    double most = patient.thresholds().get(Thresholds.SHIFTED);
    shifts.forEach((split, shift) -> bars.add(Exhibit.Bar.of(split, shift, shift > most)));
    return CheckResult.of(
        "%d recordings or clips in several splits; features of the same signers %s deviations apart"
            .formatted(
                clips,
                Numbers.text(
                    shifts.values().stream().mapToDouble(d -> d).max().orElse(Double.NaN))),
        findings,
        bars.isEmpty()
            ? List.of()
            : List.of(
                new Exhibit.Bars(
                    "Distance of a split's features from training, same signers, in deviations of"
                        + " a signer's recordings",
                    false,
                    bars)));
  }

  private static int clips(Look look, List<Finding> findings) {
    List<String> whole = look.places(Topic.ACROSS);
    List<String> parts = look.places(Topic.CLIPS);
    List<String> places = new ArrayList<>(whole);
    places.addAll(parts);
    if (!places.isEmpty()) {
      Set<String> trained = new LinkedHashSet<>();
      places.forEach(
          place -> {
            for (String owner : place.split(" = ", -1)) {
              if (owner.startsWith("train/")) {
                trained.add(owner.substring("train/".length()).split(" frames ", -1)[0]);
              }
            }
          });
      findings.add(
          Finding.seen(
              FindingKind.LEAKED_CLIPS,
              "%d recordings and %d clips within recordings stand in several splits"
                  .formatted(whole.size(), parts.size()),
              "what was learned by heart counts as recognised: error rates are too good",
              places,
              Remedy.without("keep each recording in one split", trained)));
    }
    return places.size();
  }

  /** Signers of training in a split that says it has others. */
  private static void signers(Patient patient, List<Finding> findings) {
    Set<String> trained = new HashSet<>();
    patient.splits().get("train").forEach(sample -> trained.add(sample.signer()));
    trained.remove("");
    Map<String, Integer> shared = new TreeMap<>();
    Set<String> samples = new HashSet<>();
    patient
        .splits()
        .forEach(
            (split, own) -> {
              if (split.contains("unseen")) {
                for (Sample sample : own) {
                  if (trained.contains(sample.signer())) {
                    shared.merge(split + ": " + sample.signer(), 1, Integer::sum);
                    samples.add(sample.signer());
                  }
                }
              }
            });
    if (!shared.isEmpty()) {
      int sentences = shared.values().stream().mapToInt(n -> n).sum();
      findings.add(
          Finding.seen(
              FindingKind.LEAKED_SIGNERS,
              "%d sentences of unseen signers are by signers of training: %s"
                  .formatted(sentences, String.join(", ", samples)),
              "its error rate is not that of signers whom the network has never seen",
              shared.entrySet().stream().map(e -> e.getKey() + ", " + e.getValue()).toList(),
              Remedy.of("name them in corpus.unseen-signers, or take them out of that split")));
    }
  }

  private static void shifted(Look look, Map<String, Double> shifts, List<Finding> findings) {
    double most = look.patient().thresholds().get(Thresholds.SHIFTED);
    List<String> places = new ArrayList<>();
    shifts.forEach(
        (split, shift) -> {
          if (shift > most) {
            places.add(split + ": " + Numbers.text(shift) + " deviations");
          }
        });
    if (!places.isEmpty()) {
      findings.add(
          Finding.concluded(
              FindingKind.SHIFTED,
              "features of the same signers lie farther from those of training than %s deviations"
                  .formatted(Numbers.text(most)),
              "a network sees there what it has never seen",
              places,
              Remedy.of("record and extract all splits in one way")));
    }
  }
}
