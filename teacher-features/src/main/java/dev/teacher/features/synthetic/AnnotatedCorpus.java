package dev.teacher.features.synthetic;

import dev.teacher.api.error.Problem;
import dev.teacher.features.corpus.AnnotationFile;
import dev.teacher.features.corpus.GlossFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sentences of annotation files, signed by made-up people in made-up signs: one sign a gloss
 * ({@link LexicalSign}), one body a name of a signer. Seed and names decide every number; of the
 * other sentences only the common pace depends. Nothing is kept but the annotations: recordings are
 * made when asked for.
 */
final class AnnotatedCorpus {
  /** As broadcasts have it. */
  private static final double FRAME_RATE = 25;

  /**
   * A sentence.
   *
   * @param split it belongs to
   * @param row its line
   * @param glosses behind the filter, maybe none: then nobody signs
   */
  record Line(String split, AnnotationFile.Row row, List<String> glosses) {}

  private final long seed;
  private final double aspect;
  private final Map<String, List<Line>> splits = new LinkedHashMap<>();
  private final Map<String, Gloss> signs = new HashMap<>();
  private final Map<String, Signer> signers = new HashMap<>();
  private final double pace;

  /**
   * Reads annotation files.
   *
   * @param files by split
   * @param filter what of an annotation is a gloss
   * @param wishes how it is signed
   */
  AnnotatedCorpus(Map<String, Path> files, GlossFilter filter, AnnotatedWriter.Wishes wishes) {
    this.seed = wishes.seed();
    this.aspect = wishes.aspect();
    GlossFilter.Tally uncounted = new GlossFilter.Tally();
    files.forEach(
        (split, file) -> {
          List<Line> lines = new ArrayList<>();
          for (AnnotationFile.Row row : AnnotationFile.read(file)) {
            List<String> glosses = filter.apply(row.tokens(), uncounted);
            lines.add(new Line(split, row, glosses));
            glosses.forEach(g -> signs.computeIfAbsent(g, name -> LexicalSign.of(seed, name)));
            signers.computeIfAbsent(row.signer(), name -> Signer.named(seed, name, aspect));
          }
          splits.put(split, lines);
        });
    this.pace = pace(wishes.framesPerGloss());
  }

  /** The sentences of each split, in the order of the files. */
  Map<String, List<Line>> splits() {
    return splits;
  }

  /** How many different glosses there are. */
  int glosses() {
    return signs.size();
  }

  /** Who signs. */
  List<String> signers() {
    return signers.keySet().stream().sorted().toList();
  }

  /** The recording of a sentence, to be made when read. */
  Recording recording(Line line) {
    SplitMix random = random(line);
    Sentence sentence = sentence(line, pace, random);
    Signer signer = signers.get(line.row().signer());
    return new Recording(line.row().id(), sentence, signer, FRAME_RATE, random.nextLong());
  }

  /** Makes all frames together as many as wished for: rests have their length at any pace. */
  private double pace(double framesPerGloss) {
    double signing = 0;
    double resting = 0;
    long glosses = 0;
    for (List<Line> lines : splits.values()) {
      for (Line line : lines) {
        Sentence sentence = sentence(line, 1, random(line));
        signing += sentence.signing();
        resting += sentence.duration() - sentence.signing();
        glosses += line.glosses().size();
      }
    }
    if (glosses == 0) {
      throw Problem.data("no sentence of the annotations has a gloss")
          .where(String.join(", ", splits.keySet()))
          .remedy("check corpus.drop and corpus.preset")
          .exception();
    }
    double left = glosses * framesPerGloss / FRAME_RATE - resting;
    if (left <= 0) {
      throw Problem.usage("sentences cannot be signed so fast")
          .expected(
              "more than "
                  + (long) Math.ceil(resting * FRAME_RATE / glosses)
                  + " frames a gloss: so many are the rests of these sentences alone")
          .found(framesPerGloss)
          .exception();
    }
    return signing / left;
  }

  private SplitMix random(Line line) {
    return SplitMix.of(seed, "sentence of " + line.split(), line.row().id());
  }

  private Sentence sentence(Line line, double speed, SplitMix random) {
    Signer signer = signers.get(line.row().signer());
    return new Sentence(line.glosses().stream().map(signs::get).toList(), signer, speed, random);
  }
}
