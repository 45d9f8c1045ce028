package dev.teacher.model.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The cheapest way to turn a reference into a hypothesis (Levenshtein 1966). Of the ways with the
 * fewest errors one with the fewest substitutions is taken, which is also one with the most correct
 * glosses; so the numbers of substitutions, deletions and insertions are determined. Where several
 * ways are left, the choice is made from the end of the sentences: rather a pair than a deletion,
 * rather a deletion than an insertion.
 *
 * @param steps from first to last
 */
public record Alignment(List<Step> steps) {
  /** The cost of an error; outweighs the 1 that a substitution costs on top, however many. */
  private static final long ERROR = 1L << 32;

  public Alignment {
    steps = List.copyOf(steps);
  }

  /** What happened to a gloss. */
  public enum Kind {
    CORRECT,
    SUBSTITUTION,
    DELETION,
    INSERTION
  }

  /**
   * One step.
   *
   * @param kind what happened
   * @param reference the annotated gloss; empty for an insertion
   * @param hypothesis the recognised gloss; empty for a deletion
   */
  public record Step(Kind kind, Optional<String> reference, Optional<String> hypothesis) {}

  /** Aligns two sentences; either may be empty. */
  public static Alignment of(List<String> reference, List<String> hypothesis) {
    long[][] cost = costs(reference, hypothesis);
    List<Step> steps = new ArrayList<>();
    int i = reference.size();
    int j = hypothesis.size();
    while (i > 0 || j > 0) {
      if (i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + pair(reference, i, hypothesis, j)) {
        i--;
        j--;
        steps.add(paired(reference.get(i), hypothesis.get(j)));
      } else if (i > 0 && cost[i][j] == cost[i - 1][j] + ERROR) {
        i--;
        steps.add(new Step(Kind.DELETION, Optional.of(reference.get(i)), Optional.empty()));
      } else {
        j--;
        steps.add(new Step(Kind.INSERTION, Optional.empty(), Optional.of(hypothesis.get(j))));
      }
    }
    Collections.reverse(steps);
    return new Alignment(steps);
  }

  /** How many steps are of a kind. */
  public int count(Kind kind) {
    return (int) steps.stream().filter(step -> step.kind() == kind).count();
  }

  /** The number of errors: the edit distance. */
  public int errors() {
    return steps.size() - count(Kind.CORRECT);
  }

  private static long[][] costs(List<String> reference, List<String> hypothesis) {
    long[][] cost = new long[reference.size() + 1][hypothesis.size() + 1];
    for (int i = 0; i <= reference.size(); i++) {
      for (int j = 0; j <= hypothesis.size(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = (i + j) * ERROR;
        } else {
          long paired = cost[i - 1][j - 1] + pair(reference, i, hypothesis, j);
          cost[i][j] = Math.min(paired, Math.min(cost[i - 1][j], cost[i][j - 1]) + ERROR);
        }
      }
    }
    return cost;
  }

  private static long pair(List<String> reference, int i, List<String> hypothesis, int j) {
    return reference.get(i - 1).equals(hypothesis.get(j - 1)) ? 0 : ERROR + 1;
  }

  private static Step paired(String reference, String hypothesis) {
    Kind kind = reference.equals(hypothesis) ? Kind.CORRECT : Kind.SUBSTITUTION;
    return new Step(kind, Optional.of(reference), Optional.of(hypothesis));
  }
}
