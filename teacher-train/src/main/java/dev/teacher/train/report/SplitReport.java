package dev.teacher.train.report;

import dev.teacher.model.score.Alignment;
import dev.teacher.model.score.CorpusScore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results on a split.
 *
 * @param split its name
 * @param sentences in their order, at least one
 */
public record SplitReport(String split, List<Sentence> sentences) {
  public SplitReport {
    sentences = List.copyOf(sentences);
  }

  /** Over all sentences. */
  CorpusScore score() {
    Map<String, Alignment> alignments = new LinkedHashMap<>();
    sentences.forEach(sentence -> alignments.put(sentence.id(), sentence.alignment()));
    return new CorpusScore(alignments);
  }

  /** Over the sentences of each signer, by name. */
  Map<String, CorpusScore> signers() {
    Map<String, String> signerOf =
        sentences.stream().collect(Collectors.toMap(Sentence::id, Sentence::signer));
    return score().by(signerOf::get);
  }
}
