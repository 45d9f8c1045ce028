package dev.teacher.features.statistics;

import java.util.List;

/**
 * Statistics of what one person signed.
 *
 * @param signer as annotated; empty where the annotation names none
 * @param samples how many
 * @param frames of all of them
 * @param segments in the order of the layout
 */
public record SignerStatistics(
    String signer, int samples, long frames, List<SegmentStatistics> segments) {
  public SignerStatistics {
    segments = List.copyOf(segments);
  }
}
