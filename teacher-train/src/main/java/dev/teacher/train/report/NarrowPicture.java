package dev.teacher.train.report;

import dev.teacher.model.summary.LayerSummary;
import java.util.List;

/** The same as {@link NetworkPicture} where there is no room for bars: on a telephone. */
final class NarrowPicture {
  private static final int TOP = 8;
  private static final int CENTRE = 122;
  private static final int NARROWEST = 116;
  private static final int WIDEST = 196;
  private static final int TEXT = 232;
  private static final int WIDTH = 380;

  private NarrowPicture() {}

  static String render(NetworkReport report) {
    List<LayerSummary> parts = report.network().parts();
    int height = TOP + PartBoxes.ROW * parts.size();
    Svg svg = new Svg("network narrow", WIDTH, height, "the network, part by part");
    PartBoxes boxes = new PartBoxes(report, svg, CENTRE, NARROWEST, WIDEST, TOP);
    boxes.draw();
    for (int row = 0; row < parts.size(); row++) {
      LayerSummary part = parts.get(row);
      String weights = part.parameters() == 0 ? "no weights" : Labels.weights(part) + " weights";
      svg.text(TEXT, boxes.y(row) + 11, "start", "value", weights);
      svg.text(
          TEXT,
          boxes.y(row) + 26,
          "start",
          "note",
          (Labels.works(part) ? Labels.work(part) + " FLOP, sees " : "sees ") + Labels.sees(part));
    }
    return svg.end();
  }
}
