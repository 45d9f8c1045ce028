package dev.teacher.train.loop;

import dev.teacher.model.score.CorpusScore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a model makes of a split.
 *
 * @param split its name
 * @param score over the whole split
 * @param hypotheses in the order of the split
 * @param seconds it took
 */
public record Evaluation(
    String split, CorpusScore score, List<Hypothesis> hypotheses, double seconds) {
  public Evaluation {
    hypotheses = List.copyOf(hypotheses);
  }

  /** One line for people. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%s WER %.1f %% (S %d, D %d, I %d of %d)",
        split,
        100 * score.wer(),
        score.substitutions(),
        score.deletions(),
        score.insertions(),
        score.referenceLength());
  }

  EpochMetrics.Validation metrics(Optional<Double> loss) {
    return new EpochMetrics.Validation(
        score.wer(),
        score.substitutions(),
        score.deletions(),
        score.insertions(),
        score.referenceLength(),
        seconds,
        loss.orElse(null));
  }
}
