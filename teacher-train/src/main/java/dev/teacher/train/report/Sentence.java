package dev.teacher.train.report;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Landmarks;
import dev.teacher.model.score.Alignment;
import java.util.List;
import java.util.Optional;

/**
 * What a report shows of one sentence.
 *
 * @param id of the sample
 * @param signer empty if unknown
 * @param frames of the recording
 * @param alignment of what was recognised with what was signed
 * @param recognised the recognised glosses, where in the recording, and how sure
 * @param signed when each gloss was signed; empty if unknown
 * @param landmarks to be drawn; empty if they shall not be, or are none
 */
public record Sentence(
    String id,
    String signer,
    int frames,
    Alignment alignment,
    List<Recognised> recognised,
    List<GlossSegment> signed,
    Optional<Landmarks> landmarks) {
  public Sentence {
    recognised = List.copyOf(recognised);
    signed = List.copyOf(signed);
  }

  /**
   * A recognised gloss.
   *
   * @param gloss its name
   * @param start first input frame
   * @param end input frame after the last
   * @param confidence probability
   */
  public record Recognised(String gloss, int start, int end, double confidence) {}
}
