package dev.teacher.features.corpus.check;

import java.util.List;
import java.util.Locale;

/**
 * Something about a corpus that its owner should know.
 *
 * @param topic what it is about
 * @param wrong whether it must be mended; otherwise it is information
 * @param what in one line, with numbers
 * @param places the sentences, files or glosses concerned
 * @param remedy what to do
 */
public record Finding(Topic topic, boolean wrong, String what, List<String> places, String remedy) {
  /** What findings are about. */
  public enum Topic {
    /** Annotations or landmark files that cannot be read. */
    FAULTS,
    /** Sentences without a landmark file. */
    MISSING,
    /** Landmark files without a sentence. */
    STRAYS,
    /** Ids of several sentences. */
    IDS,
    /** The same landmarks with other glosses. */
    CONTRADICTIONS,
    /** The same landmarks in several splits. */
    ACROSS,
    /** The same landmarks several times in a split. */
    REPEATED,
    /** The same clip in sentences of several splits. */
    CLIPS,
    /** Sentences that are too short for CTC. */
    LENGTHS,
    /** Glosses that training never sees. */
    UNSEEN,
    /** How glosses are written. */
    SPELLING,
    /** Signers of several splits. */
    SIGNERS;

    /** What files call it: {@code contradictions}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Finding {
    places = List.copyOf(places);
  }
}
