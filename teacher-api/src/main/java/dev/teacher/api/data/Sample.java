package dev.teacher.api.data;

import java.util.List;

/**
 * One annotated recording of a corpus.
 *
 * @param id unique in its corpus
 * @param signer who signs, empty if unknown
 * @param glosses what is signed, in order, never empty
 * @param source its landmarks
 */
public record Sample(String id, String signer, List<String> glosses, LandmarkSource source) {
  public Sample {
    glosses = List.copyOf(glosses);
  }
}
