package dev.teacher.model.score;

import dev.teacher.api.error.Problem;
import dev.teacher.model.score.Alignment.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Recognised against annotated sentences. Rates are shares of 1 and are never capped: many
 * insertions make a word error rate above 1.
 *
 * @param alignments by sample id, in the order of the references
 */
public record CorpusScore(Map<String, Alignment> alignments) {
  public CorpusScore {
    alignments = Collections.unmodifiableMap(new LinkedHashMap<>(alignments));
  }

  /**
   * Scores sentences by their ids.
   *
   * @param references annotated glosses, at least one a sentence, at least one sentence
   * @param hypotheses recognised glosses of just the same ids; may be empty lists
   */
  public static CorpusScore of(
      Map<String, List<String>> references, Map<String, List<String>> hypotheses) {
    if (references.isEmpty()) {
      throw Problem.data("there is no sentence to score")
          .expected("one reference at least")
          .remedy("choose a split that has samples")
          .exception();
    }
    requireSameIds(references, hypotheses);
    Map<String, Alignment> alignments = new LinkedHashMap<>();
    references.forEach(
        (id, reference) -> {
          if (reference.isEmpty()) {
            throw Problem.data("an annotated sentence is empty and cannot be scored")
                .where("sample " + id)
                .remedy("annotate the sample, or leave it out of the split")
                .exception();
          }
          alignments.put(id, Alignment.of(reference, hypotheses.get(id)));
        });
    return new CorpusScore(alignments);
  }

  /**
   * The sentences of each group as a score of their own, by the group's name.
   *
   * @param group of a sample id, never null
   */
  public Map<String, CorpusScore> by(UnaryOperator<String> group) {
    Map<String, Map<String, Alignment>> groups = new TreeMap<>();
    alignments.forEach(
        (id, alignment) ->
            groups
                .computeIfAbsent(group.apply(id), name -> new LinkedHashMap<>())
                .put(id, alignment));
    Map<String, CorpusScore> scores = new LinkedHashMap<>();
    groups.forEach((name, own) -> scores.put(name, new CorpusScore(own)));
    return scores;
  }

  /** Word error rate: errors of all sentences over the glosses of all references. */
  public double wer() {
    return (double) errors() / referenceLength();
  }

  /** Sentence error rate: the share of sentences with an error. */
  public double ser() {
    long wrong = alignments.values().stream().filter(a -> a.errors() > 0).count();
    return (double) wrong / alignments.size();
  }

  /** Substitutions, deletions and insertions together. */
  public int errors() {
    return substitutions() + deletions() + insertions();
  }

  /** Glosses recognised as other ones. */
  public int substitutions() {
    return count(Kind.SUBSTITUTION);
  }

  /** Glosses not recognised. */
  public int deletions() {
    return count(Kind.DELETION);
  }

  /** Glosses recognised where there is none. */
  public int insertions() {
    return count(Kind.INSERTION);
  }

  /** The number of annotated glosses. */
  public int referenceLength() {
    return count(Kind.CORRECT) + substitutions() + deletions();
  }

  private int count(Kind kind) {
    return alignments.values().stream().mapToInt(a -> a.count(kind)).sum();
  }

  private static void requireSameIds(
      Map<String, List<String>> references, Map<String, List<String>> hypotheses) {
    List<String> missing = new ArrayList<>(references.keySet());
    missing.removeIf(id -> hypotheses.get(id) != null);
    if (!missing.isEmpty()) {
      throw Problem.data(missing.size() + " of " + references.size() + " hypotheses are missing")
          .where("sample " + missing.get(0))
          .remedy("recognise every sample of the split; an empty sentence is a hypothesis too")
          .exception();
    }
    for (String id : hypotheses.keySet()) {
      if (!references.containsKey(id)) {
        throw Problem.data("a hypothesis has no reference")
            .where("sample " + id)
            .remedy("score hypotheses against the split that they were made from")
            .exception();
      }
    }
  }
}
