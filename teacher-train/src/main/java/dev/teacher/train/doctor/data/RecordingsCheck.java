package dev.teacher.train.doctor.data;

import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Whether recordings show what was filmed: every frame, the right hands, one speed, one shape. */
final class RecordingsCheck implements Check {
  /** Share of a recording's frames with hands at the wrong wrists that tells it is swapped. */
  private static final double CROSSED = 0.75;

  private static final int FEWEST = 3;

  private final Looks looks;

  RecordingsCheck(Looks looks) {
    this.looks = looks;
  }

  @Override
  public String id() {
    return "recordings";
  }

  @Override
  public String title() {
    return "Recordings";
  }

  @Override
  public String question() {
    return "Are frames, hands, sides, speed and shape those that were filmed, in every split?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    Look look = looks.at(patient);
    if (!look.isOfLandmarks()) {
      return CheckResult.cannotTell("the files hold ready features, not landmarks");
    }
    if (!look.isInOrder()) {
      return CheckResult.cannotTell("the columns do not hold landmarks in their order and size");
    }
    Map<String, List<Posture>> postures = look.postures();
    List<Finding> findings = new ArrayList<>();
    double tempo = patient.thresholds().get(Thresholds.TEMPO);
    List<Tempo> tempos = new ArrayList<>(Tempo.ofSplits(postures));
    tempos.addAll(Tempo.ofSigners(postures.get("train")));
    List<Tempo> other = tempos.stream().filter(t -> t.isOtherRate(tempo)).toList();
    frozen(look, other, findings);
    swapped(look, findings);
    Mirror.find(look, findings);
    frameRate(other, tempo, findings);
    declaredRates(look, findings);
    aspect(look, findings);
    return CheckResult.of(summary(postures), findings, List.of(table(postures)));
  }

  private static void frozen(Look look, List<Tempo> other, List<Finding> findings) {
    double most = look.patient().thresholds().get(Thresholds.FROZEN);
    List<String> places = new ArrayList<>();
    List<String> splits = new ArrayList<>();
    look.postures()
        .forEach(
            (split, postures) -> {
              double mean = mean(postures, Posture::frozen);
              // Where frames were doubled, the frame rate is the cause.
              boolean doubled =
                  other.stream().anyMatch(t -> t.frames() > 0 && t.who().equals("split " + split));
              if (mean > most && !doubled) {
                splits.add("%s of the frames of %s".formatted(Numbers.percent(mean), split));
                postures.stream()
                    .filter(p -> p.frozen() > most)
                    .forEach(
                        p ->
                            places.add(
                                split
                                    + "/"
                                    + p.sample().id()
                                    + ": "
                                    + Numbers.percent(p.frozen())));
              }
            });
    if (!splits.isEmpty()) {
      findings.add(
          Finding.seen(
              FindingKind.FROZEN_FRAMES,
              "frames that repeat the one before to the last bit: "
                  + String.join(", ", splits)
                  + " (at most "
                  + Numbers.percent(most)
                  + ")",
              "movements stop and jump; velocities are 0 and then too large",
              places,
              Remedy.of("extract landmarks of every frame again, without reusing the last ones")));
    }
  }

  private static boolean isSwapped(Posture posture) {
    return posture.crossed() > CROSSED;
  }

  private static void swapped(Look look, List<Finding> findings) {
    double most = look.patient().thresholds().get(Thresholds.SWAPPED);
    List<String> texts = new ArrayList<>();
    Set<String> places = new TreeSet<>();
    look.postures()
        .forEach(
            (split, postures) -> {
              swapped(split, postures, most, texts, places);
              Tempo.bySigner(postures)
                  .forEach(
                      (signer, own) -> {
                        if (own.size() >= FEWEST) {
                          swapped("signer " + signer, own, Math.max(0.5, most), texts, places);
                        }
                      });
            });
    if (!texts.isEmpty()) {
      findings.add(
          Finding.seen(
              FindingKind.SWAPPED_HANDS,
              "hands that are at each other's wrists: " + String.join("; ", texts),
              "what the network learns of one hand it sees at the other one",
              List.copyOf(places),
              Remedy.of("name the hands as MediaPipe does, or swap them in these recordings")));
    }
  }

  private static void swapped(
      String who, List<Posture> postures, double most, List<String> texts, Set<String> places) {
    List<Posture> told =
        postures.stream().filter(posture -> !Double.isNaN(posture.crossed())).toList();
    List<Posture> found = told.stream().filter(RecordingsCheck::isSwapped).toList();
    if (found.size() >= FEWEST && found.size() > most * told.size()) {
      texts.add("%d of %d recordings of %s".formatted(found.size(), told.size(), who));
      found.forEach(posture -> places.add(posture.sample().id()));
    }
  }

  private static void frameRate(List<Tempo> other, double factor, List<Finding> findings) {
    if (!other.isEmpty()) {
      findings.add(
          Finding.concluded(
              FindingKind.FRAME_RATE,
              String.join("; ", other.stream().map(Tempo::text).toList())
                  + " (at most %s times)".formatted(Numbers.text(factor)),
              "signs are longer or shorter than the network has learned",
              other.stream().map(Tempo::who).toList(),
              Remedy.of("bring all recordings to one frame rate")));
    }
  }

  /** What the files say themselves. */
  private static void declaredRates(Look look, List<Finding> findings) {
    Set<Double> rates = new TreeSet<>();
    List<String> places = new ArrayList<>();
    look.samples()
        .forEach(
            (split, samples) -> {
              Set<Double> own = new TreeSet<>();
              samples.forEach(s -> look.frames(s).frameRate().ifPresent(own::add));
              rates.addAll(own);
              places.add(split + ": " + own);
            });
    double low = rates.stream().mapToDouble(r -> r).min().orElse(1);
    double high = rates.stream().mapToDouble(r -> r).max().orElse(1);
    boolean known = findings.stream().anyMatch(f -> f.kind() == FindingKind.FRAME_RATE);
    if (high > 1.1 * low && !known) {
      findings.add(
          Finding.seen(
              FindingKind.FRAME_RATE,
              "the files have between %s and %s frames a second"
                  .formatted(Numbers.text(low), Numbers.text(high)),
              "the same sign is longer in some recordings than in others",
              places,
              Remedy.of("bring all recordings to one frame rate")));
    }
  }

  private static void aspect(Look look, List<Finding> findings) {
    double factor = look.patient().thresholds().get(Thresholds.ASPECT);
    Map<String, List<Posture>> trained = Tempo.bySigner(look.postures().get("train"));
    List<String> places = new ArrayList<>();
    look.postures()
        .forEach(
            (split, postures) -> {
              double ratio = Tempo.paired(Tempo.bySigner(postures), trained, Posture::aspect);
              if (!split.equals("train") && Math.abs(ratio) > Math.log(factor)) {
                places.add(
                    "%s: faces of the same signers are %s times as wide as in training"
                        .formatted(split, Numbers.text(Math.exp(ratio))));
              }
            });
    if (!places.isEmpty()) {
      findings.add(
          Finding.concluded(
              FindingKind.ASPECT,
              String.join("; ", places) + " (at most %s times)".formatted(Numbers.text(factor)),
              "the same posture gives other numbers",
              places,
              Remedy.of(
                  "extract landmarks of pictures of one shape, or set features.aspect to theirs")));
    }
  }

  private static String summary(Map<String, List<Posture>> splits) {
    List<Posture> all = splits.values().stream().flatMap(List::stream).toList();
    return "%d recordings: %s of frames repeated, %s of recordings with swapped hands"
        .formatted(
            all.size(),
            Numbers.percent(mean(all, Posture::frozen)),
            Numbers.percent(mean(all, posture -> isSwapped(posture) ? 1 : 0)));
  }

  private static double mean(List<Posture> postures, ToDoubleFunction<Posture> number) {
    return postures.stream()
        .mapToDouble(number)
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  private static Exhibit table(Map<String, List<Posture>> splits) {
    List<List<String>> rows = new ArrayList<>();
    splits.forEach(
        (split, postures) ->
            rows.add(
                List.of(
                    split,
                    "" + postures.size(),
                    Numbers.text(middle(postures, Posture::framesPerGloss)),
                    Numbers.text(middle(postures, Posture::speed)),
                    Numbers.text(middle(postures, Posture::aspect)),
                    Numbers.percent(mean(postures, Posture::anyHand)),
                    Numbers.percent(mean(postures, Posture::face)),
                    Numbers.percent(mean(postures, Posture::frozen)),
                    Numbers.percent(mean(postures, p -> isSwapped(p) ? 1 : 0)))));
    return new Exhibit.Table(
        "Recordings, middle or mean over each split",
        List.of(
            "split",
            "recordings",
            "frames a gloss",
            "wrists' way a frame (shoulder widths)",
            "face width / height",
            "frames with a hand",
            "with a face",
            "repeated",
            "swapped"),
        rows);
  }

  private static double middle(List<Posture> postures, ToDoubleFunction<Posture> number) {
    return Numbers.median(postures.stream().mapToDouble(number).filter(Double::isFinite).toArray());
  }
}
