package dev.teacher.cli;

import dev.teacher.model.summary.LayerSummary;
import dev.teacher.model.summary.NetworkSummary;
import dev.teacher.train.report.NetworkReport;
import dev.teacher.train.report.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A network as a table for a terminal: a line a layer, those of a part together. */
final class NetworkText {
  private static final int WIDTH = 100;
  private static final int FEWEST_LETTERS = 12;
  private static final List<String> HEAD =
      List.of("layer", "does", "output", "sees", "weights", "FLOP");

  /** The column that is cut where there is no room. */
  private static final int DOES = 1;

  private static final int NUMBERS = 3;

  private final NetworkReport report;
  private final List<List<String>> rows = new ArrayList<>();

  private NetworkText(NetworkReport report) {
    this.report = report;
  }

  static String of(NetworkReport report) {
    NetworkText text = new NetworkText(report);
    text.rows.add(HEAD);
    report.network().parts().forEach(text::part);
    text.total();
    return text.head() + "\n\n" + text.table() + "\n\n" + text.foot();
  }

  private String head() {
    return String.format(
        Locale.ROOT,
        "%s: %s on %s features (%d columns), %d classes (from %s)",
        report.name(),
        report.backbone(),
        report.types().get("features"),
        report.features().width(),
        report.classes(),
        report.classesFrom());
  }

  private void part(LayerSummary part) {
    List<LayerSummary> layers = report.layersOf(part);
    boolean isOne = layers.size() == 1;
    String type = report.types().get(part.name());
    String does = type == null ? isOne ? operations(part) : "" : type;
    rows.add(row(isOne ? layers.get(0).name() : part.name(), does, part));
    if (!isOne) {
      for (LayerSummary layer : layers) {
        boolean isPart = layer.name().equals(part.name());
        String name = isPart ? layer.name() : layer.name().substring(part.name().length() + 1);
        rows.add(row("  " + name, operations(layer), layer));
      }
    }
  }

  private static List<String> row(String name, String does, LayerSummary layer) {
    return List.of(
        name,
        does,
        layer
            .shape()
            .replaceAll("ceil\\(([^)]*)\\)", "$1")
            .replace("batch", "B")
            .replace("time", "T"),
        layer.receptiveField() == 0 ? "all" : Integer.toString(layer.receptiveField()),
        count(layer.parameters()),
        Quantity.of(layer.flopsPerFrame()));
  }

  private static String operations(LayerSummary layer) {
    return String.join(", ", layer.operations());
  }

  private void total() {
    NetworkSummary network = report.network();
    rows.add(
        List.of(
            "total",
            "",
            "",
            network.receptiveField() == 0 ? "all" : Integer.toString(network.receptiveField()),
            count(network.parameters()),
            Quantity.of(network.flopsPerFrame())));
  }

  private String table() {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    int others = 2 * (widths.length - 1) - widths[DOES];
    for (int width : widths) {
      others += width;
    }
    widths[DOES] = Math.max(FEWEST_LETTERS, Math.min(widths[DOES], WIDTH - others));
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      if (row == rows.get(rows.size() - 1)) {
        lines.add("");
      }
      lines.add(line(row, widths));
    }
    return String.join("\n", lines);
  }

  private static String line(List<String> row, int... widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = row.get(c);
      boolean isLong = cell.length() > widths[c];
      String shown = isLong ? cell.substring(0, widths[c] - 3) + "..." : cell;
      String space = " ".repeat(widths[c] - shown.length());
      line.append(c == 0 ? "" : "  ").append(c < NUMBERS ? shown + space : space + shown);
    }
    return line.toString().stripTrailing();
  }

  private String foot() {
    NetworkSummary network = report.network();
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "output stride %s", number(network.outputStride())));
    lines.add(
        network.receptiveField() == 0
            ? "a frame sees "
                + network.localReceptiveField()
                + " input frames, then the whole sample"
            : "an output frame sees " + network.receptiveField() + " input frames");
    if (!network.trainingOnly().isEmpty()) {
      lines.add("in training only: " + String.join(", ", network.trainingOnly()));
    }
    lines.add("B: samples, T: frames of a sample, T/2: half of them, rounded up");
    lines.add(
        "FLOP: floating point operations for each of "
            + network.frames()
            + " input frames, a product with its sum is two");
    return String.join("\n", lines);
  }

  private static String number(double value) {
    boolean isWhole = value == Math.rint(value);
    return isWhole ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String count(long number) {
    return number == 0 ? "-" : String.format(Locale.ROOT, "%,d", number);
  }
}
