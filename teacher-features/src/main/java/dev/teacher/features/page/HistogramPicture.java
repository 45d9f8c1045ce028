package dev.teacher.features.page;

import dev.teacher.features.statistics.Histogram;
import dev.teacher.features.statistics.SegmentStatistics;
import java.util.List;

/** The histogram of a segment, with its quantiles beneath; other histograms as lines over it. */
final class HistogramPicture {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 96;
  private static final int BOX = 18;

  /** Where the quantiles that the box shows stand in their list: 1, 25, 50, 75 and 99 %. */
  private static final int[] BOX_LEVELS = {1, 3, 4, 5, 7};

  private HistogramPicture() {}

  static String render(SegmentStatistics segment) {
    Histogram histogram = segment.histogram();
    long most = Math.max(1, histogram.counts().stream().mapToLong(Long::longValue).max().orElse(1));
    StringBuilder svg = new StringBuilder();
    svg.append("<svg class=\"histogram\" viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT + BOX)
        .append("\" role=\"img\" aria-label=\"histogram of ")
        .append(Html.escape(segment.segment()))
        .append("\">\n");
    double step = (double) WIDTH / histogram.counts().size();
    for (int i = 0; i < histogram.counts().size(); i++) {
      // The root keeps tails visible beside the peak that missing parts make at zero.
      double height = HEIGHT * Math.sqrt((double) histogram.counts().get(i) / most);
      if (height > 0) {
        double from = histogram.from() + i * binWidth(histogram);
        svg.append("<rect class=\"bin\" x=\"")
            .append(Html.at(i * step))
            .append("\" y=\"")
            .append(Html.at(HEIGHT - height))
            .append("\" width=\"")
            .append(Html.at(Math.max(0.5, step - 0.6)))
            .append("\" height=\"")
            .append(Html.at(height))
            .append("\"><title>")
            .append(Html.number(from))
            .append(" to ")
            .append(Html.number(from + binWidth(histogram)))
            .append(": ")
            .append(Html.count(histogram.counts().get(i)))
            .append("</title></rect>\n");
      }
    }
    svg.append(box(histogram, segment.quantiles()));
    return svg.append("</svg>").append(scale(histogram)).toString();
  }

  private static String box(Histogram histogram, List<Double> quantiles) {
    if (quantiles.isEmpty() || !(histogram.to() > histogram.from())) {
      return "";
    }
    double[] x = new double[BOX_LEVELS.length];
    for (int i = 0; i < x.length; i++) {
      double share =
          (quantiles.get(BOX_LEVELS[i]) - histogram.from()) / (histogram.to() - histogram.from());
      x[i] = WIDTH * Math.max(0, Math.min(1, share));
    }
    double middle = HEIGHT + BOX / 2.0;
    return ("<path class=\"whisker\" d=\"M"
            + Html.at(x[0])
            + " "
            + middle
            + "H"
            + Html.at(x[4])
            + "\"/>")
        + ("<rect class=\"box\" x=\"" + Html.at(x[1]) + "\" y=\"" + (middle - 5) + "\" width=\"")
        + (Html.at(Math.max(1, x[3] - x[1])) + "\" height=\"10\"/>")
        + ("<path class=\"median\" d=\"M" + Html.at(x[2]) + " " + (middle - 6) + "v12\"/>\n");
  }

  private static String scale(Histogram histogram) {
    StringBuilder scale = new StringBuilder("<p class=\"scale\"><span>");
    scale.append(Html.number(histogram.from())).append("</span>");
    if (histogram.below() + histogram.above() > 0) {
      scale
          .append("<span class=\"beyond\">beyond: ")
          .append(Html.count(histogram.below()))
          .append(" below, ")
          .append(Html.count(histogram.above()))
          .append(" above</span>");
    }
    return scale
        .append("<span>")
        .append(Html.number(histogram.to()))
        .append("</span></p>")
        .toString();
  }

  private static double binWidth(Histogram histogram) {
    return (histogram.to() - histogram.from()) / histogram.counts().size();
  }
}
