package dev.teacher.features.page;

import dev.teacher.api.data.Layout;
import dev.teacher.features.statistics.ColumnStatistics;
import dev.teacher.features.statistics.FrameSample;
import dev.teacher.features.statistics.Histogram;
import dev.teacher.features.statistics.NonFinitePlace;
import dev.teacher.features.statistics.Origin;
import dev.teacher.features.statistics.SegmentStatistics;
import dev.teacher.features.statistics.SignerStatistics;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.features.statistics.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Statistics to make pages of. */
final class Examples {
  private static final List<Double> QUANTILES = List.of(-3., -2., -1., -.5, 0., .5, 1., 2., 3.);

  private Examples() {}

  /**
   * Ten frames of {@code a} (columns 0 to 119) and {@code <b>} (120 and 121).
   *
   * @param constant a column that does not vary, or -1
   * @param broken a column with a NaN, or -1
   */
  static SplitStatistics of(int constant, int broken) {
    Layout layout = Layout.parse("odd: a=120, b=2");
    List<ColumnStatistics> columns = new ArrayList<>();
    for (int i = 0; i < layout.width(); i++) {
      double deviation = i == constant ? 0 : 1 + i;
      Summary summary =
          new Summary(10, i == broken ? 1 : 0, 0, 0, -deviation, deviation, 0, deviation);
      columns.add(new ColumnStatistics(i, layout.columnName(i), summary, QUANTILES));
    }
    List<SegmentStatistics> segments = List.of(segment("a", 0, 120), segment("b", 120, 2));
    List<NonFinitePlace> places =
        broken < 0
            ? List.of()
            : List.of(
                new NonFinitePlace(
                    "one", "<i>file</i>.npy", 3, broken, layout.columnName(broken), Float.NaN));
    return new SplitStatistics(
        new Origin(Origin.Measured.FEATURES, "train", Optional.empty(), "{}", List.of(), "ab12"),
        layout,
        2,
        10,
        new FrameSample(10, 10, 1),
        columns,
        segments,
        List.of(new SignerStatistics("<Anna & Bob>", 2, 10, segments)),
        places);
  }

  private static SegmentStatistics segment(String name, int offset, int width) {
    List<Long> counts = new ArrayList<>(Collections.nCopies(Histogram.BINS, 1L));
    counts.set(7, 100L);
    return new SegmentStatistics(
        name,
        offset,
        width,
        new Summary(10L * width, 0, 0, 5, -3, 3, 0.5, 1),
        QUANTILES,
        new Histogram(-3, 3, 4, 5, counts));
  }
}
