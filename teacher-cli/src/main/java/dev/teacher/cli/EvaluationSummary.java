package dev.teacher.cli;

import dev.teacher.train.loop.Evaluation;
import dev.teacher.train.loop.Hypothesis;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON form of an evaluation.
 *
 * @param split its name
 * @param wer word error rate, a fraction
 * @param ser sentence error rate, a fraction
 * @param signers word error rate by signer
 * @param substitutions words replaced
 * @param deletions words missed
 * @param insertions words added
 * @param referenceLength words to say
 * @param sentences number of samples
 * @param hypotheses what was recognised
 * @param seconds it took
 */
record EvaluationSummary(
    String split,
    double wer,
    double ser,
    Map<String, Double> signers,
    int substitutions,
    int deletions,
    int insertions,
    int referenceLength,
    int sentences,
    List<Sentence> hypotheses,
    double seconds) {
  record Sentence(String id, List<String> reference, List<String> hypothesis) {}

  static EvaluationSummary of(Evaluation evaluation) {
    Map<String, Double> signers = new TreeMap<>();
    evaluation.signers().forEach((signer, score) -> signers.put(signer, score.wer()));
    return new EvaluationSummary(
        evaluation.split(),
        evaluation.score().wer(),
        evaluation.score().ser(),
        signers,
        evaluation.score().substitutions(),
        evaluation.score().deletions(),
        evaluation.score().insertions(),
        evaluation.score().referenceLength(),
        evaluation.hypotheses().size(),
        evaluation.hypotheses().stream().map(EvaluationSummary::sentence).toList(),
        evaluation.seconds());
  }

  private static Sentence sentence(Hypothesis hypothesis) {
    return new Sentence(hypothesis.id(), hypothesis.reference(), hypothesis.glosses());
  }
}
