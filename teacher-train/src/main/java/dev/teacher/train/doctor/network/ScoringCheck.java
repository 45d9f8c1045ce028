package dev.teacher.train.doctor.network;

import static dev.teacher.train.doctor.network.Text.say;

import dev.teacher.api.data.Sample;
import dev.teacher.api.error.TeacherException;
import dev.teacher.model.score.CorpusScore;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether errors are counted rightly: the corpus' own references are held against hypotheses whose
 * substitutions, deletions and insertions are known.
 */
final class ScoringCheck implements Check {
  /** A gloss that no corpus has. */
  private static final String FOREIGN = "\u2205";

  @Override
  public String id() {
    return "scoring";
  }

  @Override
  public String title() {
    return "Scoring";
  }

  @Override
  public String question() {
    return "Are substitutions, deletions and insertions counted as they should be?";
  }

  /**
   * What is made of a reference.
   *
   * @param name in words
   * @param hypotheses one a reference
   * @param substitutions that it has
   * @param deletions that it has
   * @param insertions that it has
   */
  private record Trial(
      String name,
      List<List<String>> hypotheses,
      int substitutions,
      int deletions,
      int insertions) {}

  @Override
  public CheckResult examine(Patient patient) {
    List<List<String>> references =
        patient.splits().getOrDefault("dev", patient.splits().get("train")).stream()
            .map(Sample::glosses)
            .filter(glosses -> !glosses.isEmpty())
            .toList();
    if (references.isEmpty()) {
      return CheckResult.cannotTell("no sentence has a gloss");
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Trial trial : trials(references)) {
      String expected = counts(trial.substitutions(), trial.deletions(), trial.insertions());
      String found = counted(patient, references, trial);
      boolean right = expected.equals(found);
      rows.add(List.of(trial.name(), expected, found, right ? "right" : "wrong"));
      if (!right) {
        wrong.add(say("%s: expected %s, counted %s", trial.name(), expected, found));
      }
    }
    List<Finding> findings =
        wrong.isEmpty()
            ? List.of()
            : List.of(
                Finding.seen(
                    FindingKind.SCORING_FAULT,
                    say("%d of %d self-tests fail; %s", wrong.size(), rows.size(), wrong.get(0)),
                    "error rates say something else than how well is recognised; where deletions"
                        + " and insertions change places, reference and hypothesis are swapped",
                    wrong,
                    Remedy.of("score with teacher evaluate, and mend what stands around it")));
    return CheckResult.of(
        say(
            "%d of %d self-tests over %d sentences are right",
            rows.size() - wrong.size(), rows.size(), references.size()),
        findings,
        List.of(
            new Exhibit.Table(
                "Self-tests of the scorer",
                List.of("hypotheses", "expected", "counted", "outcome"),
                rows)));
  }

  private static List<Trial> trials(List<List<String>> references) {
    int sentences = references.size();
    int glosses = references.stream().mapToInt(List::size).sum();
    List<List<String>> longer = references.stream().filter(r -> r.size() > 1).toList();
    return List.of(
        new Trial("the references themselves", references, 0, 0, 0),
        new Trial(
            "nothing", references.stream().map(r -> List.<String>of()).toList(), 0, glosses, 0),
        new Trial(
            "the last gloss left out where there are more",
            references.stream().map(r -> r.size() > 1 ? r.subList(0, r.size() - 1) : r).toList(),
            0,
            longer.size(),
            0),
        new Trial(
            "a gloss more, at the end",
            references.stream().map(r -> with(r, r.size(), false)).toList(),
            0,
            0,
            sentences),
        new Trial(
            "another gloss in the first one's place",
            references.stream().map(r -> with(r, 0, true)).toList(),
            sentences,
            0,
            0),
        new Trial(
            "another gloss first, and one more at the end",
            references.stream().map(r -> with(with(r, 0, true), r.size(), false)).toList(),
            sentences,
            0,
            sentences));
  }

  private static List<String> with(List<String> reference, int place, boolean instead) {
    List<String> changed = new ArrayList<>(reference);
    if (instead) {
      changed.set(place, FOREIGN);
    } else {
      changed.add(place, FOREIGN);
    }
    return changed;
  }

  private static String counted(Patient patient, List<List<String>> references, Trial trial) {
    Map<String, List<List<String>>> pairs = new LinkedHashMap<>();
    for (int i = 0; i < references.size(); i++) {
      pairs.put("sentence-" + i, List.of(references.get(i), trial.hypotheses().get(i)));
    }
    Map<String, List<String>> annotated = new LinkedHashMap<>();
    Map<String, List<String>> recognised = new LinkedHashMap<>();
    patient
        .subject()
        .interference()
        .scored(pairs)
        .forEach(
            (id, pair) -> {
              annotated.put(id, pair.get(0));
              recognised.put(id, pair.get(1));
            });
    try {
      CorpusScore score = CorpusScore.of(annotated, recognised);
      return counts(score.substitutions(), score.deletions(), score.insertions());
    } catch (TeacherException e) {
      return "refused: " + Text.firstLine(e);
    }
  }

  private static String counts(int substitutions, int deletions, int insertions) {
    return say("S %d, D %d, I %d", substitutions, deletions, insertions);
  }
}
