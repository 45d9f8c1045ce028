package dev.teacher.api.data;

import dev.teacher.api.error.Problem;
import java.util.List;

/**
 * One annotated recording of a corpus.
 *
 * @param id unique in its corpus
 * @param signer who signs, empty if unknown
 * @param glosses what is signed, in order, never empty
 * @param segments when each gloss is signed, one a gloss and in the same order; empty if unknown
 * @param source its landmarks or ready features
 */
public record Sample(
    String id,
    String signer,
    List<String> glosses,
    List<GlossSegment> segments,
    FrameSource source) {
  public Sample {
    glosses = List.copyOf(glosses);
    segments = List.copyOf(segments);
    if (!segments.isEmpty() && !spell(segments, glosses)) {
      throw new IllegalArgumentException(
          "the segments of " + id + " spell " + segments + ", not " + glosses);
    }
  }

  private static boolean spell(List<GlossSegment> segments, List<String> glosses) {
    boolean same = segments.size() == glosses.size();
    for (int i = 0; same && i < glosses.size(); i++) {
      same = segments.get(i).gloss().equals(glosses.get(i));
    }
    return same;
  }

  /** Reads its landmarks; a usage error if its files hold ready features. */
  public Landmarks landmarks() {
    if (source instanceof LandmarkSource landmarks) {
      return landmarks.read();
    }
    throw Problem.usage("landmarks are wanted where there are ready features")
        .where("sample " + id + ", " + source.location())
        .expected(Part.LAYOUT.spec())
        .found(source.layout().spec())
        .exception();
  }

  /** A sample of which nobody knows when each gloss is signed. */
  public Sample(String id, String signer, List<String> glosses, FrameSource source) {
    this(id, signer, glosses, List.of(), source);
  }

  /** The same sample, its frames taken from elsewhere. */
  public Sample withSource(FrameSource other) {
    return new Sample(id, signer, glosses, segments, other);
  }
}
