package dev.teacher.train.report;

import dev.teacher.api.error.Problem;
import dev.teacher.model.score.Alignment;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * References and hypotheses in the forms that NIST's scorer {@code sclite} reads, segment time
 * marks (stm) and conversation time marks (ctm): {@code sclite -r FILE.stm stm -h FILE.ctm ctm}.
 * Times are seconds at 25 frames a second, whatever the recording's rate: they only say what comes
 * before what.
 */
public final class ScliteFiles {
  private static final double FRAME_RATE = 25;

  /** Blanks end a field; sclite takes these as alternatives and as words that may be left out. */
  private static final String RESERVED = " \t{}()/@";

  private ScliteFiles() {}

  /** What was signed: {@code id 1 signer start end <O> glosses}, a line a sentence. */
  public static String stm(List<Sentence> sentences) {
    return lines(
        sentences,
        sentence ->
            String.join(
                " ",
                field("the id of a sample", sentence.id(), sentence),
                "1",
                signer(sentence),
                seconds(0),
                seconds(sentence.frames()),
                "<O>",
                sentence.alignment().steps().stream()
                    .map(Alignment.Step::reference)
                    .flatMap(Optional::stream)
                    .map(gloss -> field("a gloss", gloss, sentence))
                    .collect(Collectors.joining(" "))));
  }

  /** What was recognised: {@code id 1 start duration gloss confidence}, a line a gloss. */
  public static String ctm(List<Sentence> sentences) {
    return lines(
        sentences,
        sentence ->
            sentence.recognised().stream()
                .map(
                    one ->
                        String.join(
                            " ",
                            sentence.id(),
                            "1",
                            seconds(one.start()),
                            seconds(one.end() - one.start()),
                            field("a gloss", one.gloss(), sentence),
                            String.format(Locale.ROOT, "%.4f", one.confidence())))
                .collect(Collectors.joining("\n")));
  }

  private static String lines(List<Sentence> sentences, Function<Sentence, String> form) {
    return sentences.stream()
        .sorted(Comparator.comparing(Sentence::id)) // sclite walks through both files at once
        .map(form)
        .filter(text -> !text.isEmpty())
        .map(text -> text + "\n")
        .collect(Collectors.joining());
  }

  private static String signer(Sentence sentence) {
    return sentence.signer().isBlank()
        ? "unknown"
        : field("the name of a signer", sentence.signer(), sentence);
  }

  private static String field(String what, String text, Sentence sentence) {
    if (text.isEmpty()
        || text.startsWith(";;")
        || text.chars().anyMatch(c -> RESERVED.indexOf(c) >= 0)) {
      throw Problem.data(what + " cannot stand in a file for sclite")
          .where("sample " + sentence.id())
          .expected("no blanks and none of { } ( ) / @")
          .found(text)
          .remedy("rename it in the annotations, or score without sclite")
          .exception();
    }
    return text;
  }

  private static String seconds(int frames) {
    return String.format(Locale.ROOT, "%.2f", frames / FRAME_RATE);
  }
}
