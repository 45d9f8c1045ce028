package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import dev.teacher.model.summary.LayerSummary;
import dev.teacher.model.summary.NetworkSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network drawn from its input to its output: a box a part, the wider the more channels; arcs for
 * connections that skip parts; bars for weights and work; and how far into time each part sees.
 */
final class NetworkPicture {
  private static final int ROW = 40;
  private static final int BOX = 26;
  private static final int TOP = 34;
  private static final int CENTRE = 250;
  private static final int WIDEST = 300;
  private static final int NARROWEST = 120;
  private static final int BARS = 470;
  private static final int BAR = 130;
  private static final int GAP = 80;
  private static final int WIDTH = BARS + 3 * (BAR + GAP);

  private final NetworkSummary network;
  private final StringBuilder svg = new StringBuilder();
  private final Map<String, Integer> rows = new HashMap<>();

  private NetworkPicture(NetworkSummary network) {
    this.network = network;
    for (LayerSummary part : network.parts()) {
      rows.put(part.name(), rows.size());
    }
  }

  static String render(NetworkSummary network) {
    NetworkPicture picture = new NetworkPicture(network);
    picture.draw();
    return picture.svg.toString();
  }

  private void draw() {
    int height = TOP + ROW * network.parts().size() + 8;
    svg.append("<svg class=\"network\" viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(height)
        .append("\" role=\"img\" aria-label=\"the network, part by part\">\n");
    text(CENTRE, 16, "middle", "head", "part, channels");
    text(BARS, 16, "start", "head", "weights");
    text(BARS + BAR + GAP, 16, "start", "head", "work a frame");
    text(BARS + 2 * (BAR + GAP), 16, "start", "head", "sees");
    network.parts().forEach(this::connections);
    network.parts().forEach(this::box);
    bars();
    svg.append("</svg>\n");
  }

  private void connections(LayerSummary part) {
    int to = rows.get(part.name());
    for (String input : part.inputs()) {
      int from = rows.get(input);
      if (from == to - 1) {
        path("flow", "M" + CENTRE + " " + (y(from) + BOX) + "V" + y(to));
      } else {
        double left = CENTRE - Math.max(width(part), width(network.parts().get(from))) / 2.0;
        double depth = Math.max(14, left - 14 - 12.0 * Math.min(6, to - from));
        path(
            "skip",
            "M"
                + Html.at(edge(from))
                + " "
                + (y(from) + BOX / 2)
                + "C"
                + Html.at(depth)
                + " "
                + (y(from) + BOX / 2)
                + " "
                + Html.at(depth)
                + " "
                + (y(to) + BOX / 2)
                + " "
                + Html.at(edge(to))
                + " "
                + (y(to) + BOX / 2));
      }
    }
  }

  private double edge(int row) {
    return CENTRE - width(network.parts().get(row)) / 2.0;
  }

  private void box(LayerSummary part) {
    int row = rows.get(part.name());
    double width = width(part);
    svg.append("<g><title>")
        .append(Html.escape(part.name() + ": " + String.join(", ", part.operations())))
        .append("</title><rect class=\"part stride")
        .append(Math.min(8, (int) part.stride()))
        .append("\" rx=\"6\" x=\"")
        .append(Html.at(CENTRE - width / 2))
        .append("\" y=\"")
        .append(y(row))
        .append("\" width=\"")
        .append(Html.at(width))
        .append("\" height=\"")
        .append(BOX)
        .append("\"/>");
    text(CENTRE, y(row) + 17, "middle", "name", part.name() + "  " + part.channels());
    svg.append("</g>\n");
  }

  private void bars() {
    double mostWeights =
        most(network.parts().stream().mapToDouble(LayerSummary::parameters).toArray());
    double mostWork =
        most(network.parts().stream().mapToDouble(LayerSummary::flopsPerFrame).toArray());
    double farthest =
        most(network.parts().stream().mapToDouble(LayerSummary::receptiveField).toArray());
    for (LayerSummary part : network.parts()) {
      int row = rows.get(part.name());
      bar(0, row, part.parameters() / mostWeights, Quantity.of((double) part.parameters()));
      bar(1, row, part.flopsPerFrame() / mostWork, Quantity.of(part.flopsPerFrame()));
      boolean whole = part.receptiveField() == 0;
      String seen =
          whole
              ? "all"
              : part.receptiveField() == 1 ? "1 frame" : part.receptiveField() + " frames";
      bar(2, row, whole ? 1 : 0.9 * part.receptiveField() / farthest, seen);
    }
  }

  private void bar(int column, int row, double share, String label) {
    int x = BARS + column * (BAR + GAP);
    svg.append("<rect class=\"measure measure")
        .append(column)
        .append("\" x=\"")
        .append(x)
        .append("\" y=\"")
        .append(y(row) + 6)
        .append("\" width=\"")
        .append(Html.at(BAR * share))
        .append("\" height=\"14\"/>");
    text(x + BAR * share + 6, y(row) + 17, "start", "value", label);
    svg.append('\n');
  }

  private static double most(double... values) {
    double most = 1;
    for (double value : values) {
      most = Math.max(most, value);
    }
    return most;
  }

  private int y(int row) {
    return TOP + ROW * row;
  }

  /** By the logarithm: 16 channels are narrowest, 2048 widest. */
  private static double width(LayerSummary part) {
    double share = (Math.log(Math.max(1, part.channels())) - Math.log(16)) / Math.log(128);
    return NARROWEST + (WIDEST - NARROWEST) * Math.max(0, Math.min(1, share));
  }

  private void path(String kind, String path) {
    svg.append("<path class=\"").append(kind).append("\" d=\"").append(path).append("\"/>\n");
  }

  private void text(double x, double y, String anchor, String kind, String text) {
    svg.append("<text class=\"")
        .append(kind)
        .append("\" text-anchor=\"")
        .append(anchor)
        .append("\" x=\"")
        .append(Html.at(x))
        .append("\" y=\"")
        .append(Html.at(y))
        .append("\">")
        .append(Html.escape(text))
        .append("</text>");
  }

  /** The parts whose names a layer's name begins with. */
  static List<LayerSummary> layersOf(NetworkSummary network, LayerSummary part) {
    return network.layers().stream()
        .filter(l -> l.name().equals(part.name()) || l.name().startsWith(part.name() + "."))
        .toList();
  }
}
