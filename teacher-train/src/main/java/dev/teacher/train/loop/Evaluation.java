package dev.teacher.train.loop;

import dev.teacher.model.score.CorpusScore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        "%s WER %.1f %% (S %d, D %d, I %d of %d), SER %.1f %%",
        split,
        100 * score.wer(),
        score.substitutions(),
        score.deletions(),
        score.insertions(),
        score.referenceLength(),
        100 * score.ser());
  }

  /** The score of each signer's sentences, by name. */
  public Map<String, CorpusScore> signers() {
    Map<String, String> signerOf =
        hypotheses.stream().collect(Collectors.toMap(Hypothesis::id, Hypothesis::signer));
    return score.by(signerOf::get);
  }

  EpochMetrics.Validation metrics(Optional<Double> loss) {
    Map<String, Double> signers = new TreeMap<>();
    signers().forEach((signer, own) -> signers.put(signer, own.wer()));
    return new EpochMetrics.Validation(
        score.wer(),
        score.ser(),
        score.substitutions(),
        score.deletions(),
        score.insertions(),
        score.referenceLength(),
        signers,
        seconds,
        loss.orElse(null));
  }
}
