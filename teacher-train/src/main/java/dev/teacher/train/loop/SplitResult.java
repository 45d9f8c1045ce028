package dev.teacher.train.loop;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.model.score.Alignment;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.report.ScliteFiles;
import dev.teacher.train.report.Sentence;
import dev.teacher.train.report.SplitReport;
import dev.teacher.train.run.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the best checkpoint makes of a split, with places in frames of the recordings.
 *
 * @param evaluation the result
 * @param samples of the split
 * @param vocabulary of the model
 * @param stride input frames of an output frame
 */
public record SplitResult(
    Evaluation evaluation, List<Sample> samples, Vocabulary vocabulary, int stride) {
  /** Sentences of a split that are drawn, the worst ones. */
  private static final int DRAWN = 8;

  /**
   * One line of {@code evaluation-<split>.jsonl}.
   *
   * @param id of the sample
   * @param signer empty if unknown
   * @param errors substitutions, deletions and insertions
   * @param reference what was signed
   * @param hypothesis what was recognised
   * @param alignment of the two
   * @param recognised where in the recording, and how sure
   */
  record Line(
      String id,
      String signer,
      int errors,
      List<String> reference,
      List<String> hypothesis,
      List<Pair> alignment,
      List<Sentence.Recognised> recognised) {}

  /**
   * One step of an alignment.
   *
   * @param kind {@code correct}, {@code substitution}, {@code deletion} or {@code insertion}
   * @param reference null for an insertion
   * @param hypothesis null for a deletion
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Pair(String kind, String reference, String hypothesis) {
    static Pair of(Alignment.Step step) {
      return new Pair(
          step.kind().name().toLowerCase(Locale.ROOT),
          step.reference().orElse(null),
          step.hypothesis().orElse(null));
    }
  }

  /** Writes {@code evaluation-<split>.jsonl}, a line a sentence. */
  public void writeLines(Path folder) {
    write(
        folder,
        "jsonl",
        lines().stream().map(line -> Json.line(line) + "\n").collect(Collectors.joining()));
  }

  /** Writes {@code evaluation-<split>.stm} and {@code .ctm} for NIST's {@code sclite}. */
  public void writeForSclite(Path folder) {
    List<Sentence> sentences = sentences(Set.of(), Optional.empty());
    write(folder, "stm", ScliteFiles.stm(sentences));
    write(folder, "ctm", ScliteFiles.ctm(sentences));
  }

  private void write(Path folder, String ending, String text) {
    AtomicFiles.writeFile(
        folder.resolve("evaluation-" + evaluation.split() + "." + ending),
        out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<Line> lines() {
    Map<String, Sample> byId = byId();
    return evaluation.hypotheses().stream()
        .map(
            one ->
                new Line(
                    one.id(),
                    byId.get(one.id()).signer(),
                    alignment(one).errors(),
                    one.reference(),
                    one.glosses(),
                    alignment(one).steps().stream().map(Pair::of).toList(),
                    recognised(one, byId.get(one.id()))))
        .toList();
  }

  /** For people, the worst sentences with their landmarks. */
  SplitReport report(FrameCache cache) {
    Set<String> worst =
        evaluation.hypotheses().stream()
            .sorted(Comparator.comparingInt(one -> -alignment(one).errors()))
            .limit(DRAWN)
            .map(Hypothesis::id)
            .collect(Collectors.toSet());
    return new SplitReport(evaluation.split(), sentences(worst, Optional.of(cache)));
  }

  private List<Sentence> sentences(Set<String> drawn, Optional<FrameCache> cache) {
    Map<String, Sample> byId = byId();
    List<Sentence> sentences = new ArrayList<>();
    for (Hypothesis one : evaluation.hypotheses()) {
      Sample sample = byId.get(one.id());
      Optional<Frames> frames =
          cache.filter(kept -> drawn.contains(one.id())).map(kept -> kept.get(sample));
      sentences.add(
          new Sentence(
              one.id(),
              sample.signer(),
              sample.source().frames(),
              alignment(one),
              recognised(one, sample),
              sample.segments(),
              frames.filter(Landmarks.class::isInstance).map(Landmarks.class::cast)));
    }
    return sentences;
  }

  private List<Sentence.Recognised> recognised(Hypothesis one, Sample sample) {
    int frames = sample.source().frames();
    return one.tokens().stream()
        .map(
            token ->
                new Sentence.Recognised(
                    vocabulary.gloss(token.entry()),
                    token.start() * stride,
                    Math.min(frames, token.end() * stride),
                    token.confidence()))
        .toList();
  }

  private Alignment alignment(Hypothesis one) {
    return evaluation.score().alignments().get(one.id());
  }

  private Map<String, Sample> byId() {
    Map<String, Sample> byId = new HashMap<>();
    samples.forEach(sample -> byId.put(sample.id(), sample));
    return byId;
  }
}
