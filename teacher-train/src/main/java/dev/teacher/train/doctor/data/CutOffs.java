package dev.teacher.train.doctor.data;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Sample;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recordings that end before what is annotated, as a limit of length cuts them. */
final class CutOffs {
  /** Recordings of one and the same largest length, as a share of all, that no chance makes. */
  private static final double SAME_LENGTH = 0.2;

  private CutOffs() {}

  /** Adds a finding where one of the signs of it is there. */
  static void find(Look look, Optional<Association> association, List<Finding> findings) {
    List<String> evidence = new ArrayList<>();
    List<String> places = new ArrayList<>();
    segments(look, evidence, places);
    boolean seen = !evidence.isEmpty();
    sameLength(look, evidence);
    double factor = look.patient().thresholds().get(Thresholds.TRUNCATED);
    look.postures()
        .forEach(
            (split, postures) -> {
              Ends ends = Ends.of(postures);
              if (ends.ratio() > factor || ends.ratio() < 1 / factor) {
                evidence.add(
                    "recordings of %s differ %s times as much at their ends as at their beginnings"
                        .formatted(split, Numbers.text(ends.ratio())));
              }
            });
    association
        .filter(Association::isCutOff)
        .ifPresent(
            a ->
                evidence.add(
                    "%s of other sentences' last glosses fit a recording better than its own, %s of"
                            .formatted(Numbers.percent(a.back()), Numbers.percent(a.front()))
                        + " their first ones"));
    double tempo = look.patient().thresholds().get(Thresholds.TEMPO);
    List<Tempo> tempos = new ArrayList<>(Tempo.ofSplits(look.postures()));
    tempos.addAll(Tempo.ofSigners(look.postures().getOrDefault("train", List.of())));
    tempos.stream().filter(t -> t.isCutOff(tempo)).forEach(t -> evidence.add(t.text()));
    if (evidence.isEmpty()) {
      return;
    }
    String cause = "glosses are annotated whose signs are not in the recording";
    Remedy remedy =
        Remedy.of("read recordings whole: look for a largest length where they are made");
    String text = String.join("; ", evidence);
    findings.add(
        seen
            ? Finding.seen(FindingKind.TRUNCATED, text, cause, places, remedy)
            : Finding.concluded(FindingKind.TRUNCATED, text, cause, places, remedy));
  }

  private static void segments(Look look, List<String> evidence, List<String> places) {
    look.patient()
        .splits()
        .forEach(
            (split, samples) -> {
              int behind = 0;
              for (Sample sample : samples) {
                int frames = sample.source().frames();
                int end = sample.segments().stream().mapToInt(GlossSegment::end).max().orElse(0);
                if (end > frames) {
                  behind++;
                  places.add(
                      "%s/%s: %d frames, its last gloss ends at %d"
                          .formatted(split, sample.id(), frames, end));
                }
              }
              if (behind > 0) {
                evidence.add(
                    "glosses of %d sentences of %s end behind their recordings"
                        .formatted(behind, split));
              }
            });
  }

  private static void sameLength(Look look, List<String> evidence) {
    look.patient()
        .splits()
        .forEach(
            (split, samples) -> {
              int longest = samples.stream().mapToInt(s -> s.source().frames()).max().orElse(0);
              long same = samples.stream().filter(s -> s.source().frames() == longest).count();
              long lengths = samples.stream().map(s -> s.source().frames()).distinct().count();
              if (same >= 10 && same > SAME_LENGTH * samples.size() && lengths > 3) {
                evidence.add(
                    "%d of %d recordings of %s have exactly %d frames, and none has more"
                        .formatted(same, samples.size(), split, longest));
              }
            });
  }
}
