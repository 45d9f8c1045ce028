package dev.teacher.train.report;

import dev.teacher.model.summary.LayerSummary;
import dev.teacher.model.summary.NetworkSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A network drawn from its input to its output: its parts, what they do, and bars for weights, work
 * and how far into time each part sees.
 */
final class NetworkPicture {
  private static final int TOP = 34;
  private static final int CENTRE = 180;
  private static final int NARROWEST = 130;
  private static final int WIDEST = 290;
  private static final int DOES = 340;
  private static final int LETTERS = 36;
  private static final int BARS = 580;
  private static final int BAR = 96;
  private static final int COLUMN = 176;
  private static final int WIDTH = BARS + 3 * COLUMN;

  private final NetworkReport report;
  private final List<LayerSummary> parts;
  private final Svg svg;
  private final PartBoxes boxes;

  private NetworkPicture(NetworkReport report) {
    this.report = report;
    parts = report.network().parts();
    svg =
        new Svg(
            "network broad",
            WIDTH,
            TOP + PartBoxes.ROW * parts.size(),
            "the network, part by part, from input to output");
    boxes = new PartBoxes(report, svg, CENTRE, NARROWEST, WIDEST, TOP);
  }

  static String render(NetworkReport report) {
    NetworkPicture picture = new NetworkPicture(report);
    picture.draw();
    return picture.svg.end();
  }

  private void draw() {
    NetworkSummary network = report.network();
    head(CENTRE, "middle", "part", "channels");
    head(DOES, "start", "does", "");
    head(BARS, "start", "weights", Quantity.of((double) network.parameters()) + " in all");
    head(BARS + COLUMN, "start", "work", Quantity.of(network.flopsPerFrame()) + "FLOP a frame");
    head(BARS + 2 * COLUMN, "start", "sees", "input frames");
    boxes.draw();
    for (int row = 0; row < parts.size(); row++) {
      does(row);
      measures(row);
    }
  }

  private void head(int x, String anchor, String words, String end) {
    svg.text(x, 16, anchor, "head", words, "note", end.isEmpty() ? "" : "  " + end);
  }

  private void does(int row) {
    LayerSummary part = parts.get(row);
    List<String> lines = new ArrayList<>();
    if (!report.sideBySide(part).isEmpty()) {
      lines.add(Words.cut(part.name() + ", " + part.channels() + " channels each", LETTERS));
    }
    if (report.network().trainingOnly().contains(part.name())) {
      lines.add("in training only");
    }
    lines.addAll(Words.lines(report.does(part), LETTERS, 2 - lines.size()));
    double y = boxes.y(row) + PartBoxes.BOX / 2.0 + 4 - 7.5 * (lines.size() - 1);
    for (int i = 0; i < lines.size(); i++) {
      svg.text(DOES, y + 15 * i, "start", "does", lines.get(i));
    }
  }

  private void measures(int row) {
    LayerSummary part = parts.get(row);
    double weights = part.parameters();
    double work = part.flopsPerFrame();
    bar(0, row, weights / most(LayerSummary::parameters), Labels.weights(part));
    bar(1, row, work / most(LayerSummary::flopsPerFrame), Labels.work(part));
    boolean isWhole = part.receptiveField() == 0;
    double seen = part.receptiveField() / most(LayerSummary::receptiveField);
    bar(2, row, isWhole ? 1 : 0.85 * seen, Labels.sees(part));
  }

  private void bar(int column, int row, double share, String label) {
    double x = BARS + column * COLUMN;
    double width = BAR * share;
    if (width > 0.05) {
      svg.box("measure", x, boxes.y(row) + 7, Math.max(1, width), 14);
    }
    svg.text(x + width + 7, boxes.y(row) + 18.5, "start", "value", label);
  }

  private double most(ToDoubleFunction<LayerSummary> measure) {
    return Math.max(1, parts.stream().mapToDouble(measure).max().orElse(1));
  }
}
