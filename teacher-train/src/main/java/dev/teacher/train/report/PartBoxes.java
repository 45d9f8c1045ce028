package dev.teacher.train.report;

import dev.teacher.model.summary.LayerSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a network as boxes from top to bottom, the wider the more channels, with lines from
 * part to part and arcs for connections that skip some.
 */
final class PartBoxes {
  /** From one box to the next. */
  static final int ROW = 42;

  static final int BOX = 28;
  private static final int GAP = 4;

  /** A box beside others needs so much for its name. */
  private static final int NARROWEST_OF_SEVERAL = 54;

  private final NetworkReport report;
  private final Svg svg;
  private final int centre;
  private final int narrowest;
  private final int widest;
  private final int top;
  private final Map<String, Integer> rows = new HashMap<>();

  /**
   * @param report the network
   * @param svg is drawn on
   * @param centre of the boxes, also their way to the left border
   * @param narrowest box
   * @param widest box
   * @param top of the first box
   */
  PartBoxes(NetworkReport report, Svg svg, int centre, int narrowest, int widest, int top) {
    this.report = report;
    this.svg = svg;
    this.centre = centre;
    this.narrowest = narrowest;
    this.widest = widest;
    this.top = top;
    parts().forEach(part -> rows.put(part.name(), rows.size()));
  }

  void draw() {
    parts().forEach(this::connections);
    parts().forEach(this::boxes);
  }

  /** The top of a row. */
  int y(int row) {
    return top + ROW * row;
  }

  /** The height of all rows. */
  int height() {
    return ROW * rows.size();
  }

  private List<LayerSummary> parts() {
    return report.network().parts();
  }

  private void connections(LayerSummary part) {
    int to = rows.get(part.name());
    for (String input : part.inputs()) {
      int from = rows.get(input);
      if (from == to - 1) {
        svg.path("flow", "M" + centre + " " + (y(from) + BOX) + "V" + y(to));
      } else {
        arc(from, to);
      }
    }
  }

  private void arc(int from, int to) {
    double left = Math.min(edge(from), edge(to));
    double bow = Math.max(2, left - 12 - 7.0 * Math.min(6, Math.abs(to - from)));
    svg.path(
        "skip",
        "M%s %sC%s %s %s %s %s %s",
        edge(from),
        y(from) + BOX / 2.0,
        bow,
        y(from) + BOX / 2.0,
        bow,
        y(to) + BOX / 2.0,
        edge(to),
        y(to) + BOX / 2.0);
  }

  private double edge(int row) {
    return centre - width(parts().get(row)) / 2.0;
  }

  private void boxes(LayerSummary part) {
    double width = width(part);
    double left = centre - width / 2;
    List<String> several = several(part);
    if (several.isEmpty()) {
      box(part, left, width);
      name(part, width);
      return;
    }
    double each = (width - GAP * (several.size() - 1)) / several.size();
    for (int i = 0; i < several.size(); i++) {
      double x = left + i * (each + GAP);
      box(part, x, each);
      svg.text(x + each / 2, middle(part), "middle", "name small", several.get(i));
    }
  }

  private void box(LayerSummary part, double x, double width) {
    boolean isOnlyTrained = report.network().trainingOnly().contains(part.name());
    int stride = Integer.highestOneBit(Math.max(1, (int) part.stride()));
    svg.open("g");
    svg.title(part.name() + ": " + String.join(", ", part.operations()));
    svg.box(
        "part stride" + Math.min(8, stride) + (isOnlyTrained ? " aside" : ""),
        x,
        y(rows.get(part.name())),
        width,
        BOX);
    svg.close("g");
  }

  private void name(LayerSummary part, double width) {
    int most = (int) (width / 8);
    String channels = " " + part.channels();
    String name = Words.cut(part.name(), Math.max(4, most - channels.length()));
    svg.text(centre, middle(part), "middle", "name", name, "channels", channels);
  }

  private double middle(LayerSummary part) {
    return y(rows.get(part.name())) + BOX / 2.0 + 4.5;
  }

  /** What stands side by side in a part, if there is room. */
  private List<String> several(LayerSummary part) {
    List<String> names = report.sideBySide(part);
    boolean fits = names.size() * (NARROWEST_OF_SEVERAL + GAP) - GAP <= widest;
    return fits ? names : List.of();
  }

  /** By the logarithm: 16 channels are narrowest, 2048 widest. */
  private double width(LayerSummary part) {
    if (!several(part).isEmpty()) {
      return widest;
    }
    double share = (Math.log(Math.max(1, part.channels())) - Math.log(16)) / Math.log(128);
    return narrowest + (widest - narrowest) * Math.max(0, Math.min(1, share));
  }
}
