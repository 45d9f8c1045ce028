package dev.teacher.features.statistics;

import dev.teacher.api.data.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a segment.
 *
 * @param name of the segment
 * @param offset its first column
 * @param width how many columns
 */
record SegmentRange(String name, int offset, int width) {
  /** Those of a layout, in order. */
  static List<SegmentRange> of(Layout layout) {
    List<SegmentRange> ranges = new ArrayList<>();
    int offset = 0;
    for (Layout.Segment segment : layout.segments()) {
      ranges.add(new SegmentRange(segment.name(), offset, segment.width()));
      offset += segment.width();
    }
    return ranges;
  }

  /** Puts the columns of each segment together as one. */
  static ColumnMoments together(Layout layout, ColumnMoments columns) {
    List<SegmentRange> ranges = of(layout);
    ColumnMoments together = new ColumnMoments(ranges.size());
    for (int i = 0; i < ranges.size(); i++) {
      SegmentRange range = ranges.get(i);
      together.mergeColumns(i, columns, range.offset(), range.offset() + range.width());
    }
    return together;
  }
}
