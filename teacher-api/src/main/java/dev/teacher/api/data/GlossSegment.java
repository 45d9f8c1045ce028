package dev.teacher.api.data;

/**
 * Where in a recording a gloss is signed.
 *
 * @param gloss what is signed
 * @param start its first frame
 * @param end the frame after its last, greater than {@code start}
 */
public record GlossSegment(String gloss, int start, int end) {
  public GlossSegment {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(gloss + " from frame " + start + " to " + end);
    }
  }
}
