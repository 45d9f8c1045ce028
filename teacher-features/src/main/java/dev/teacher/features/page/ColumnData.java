package dev.teacher.features.page;

import dev.teacher.features.statistics.ColumnStatistics;
import java.util.List;
import java.util.stream.Collectors;

/** What the page's script shows of a column: its name and one line. */
final class ColumnData {
  private ColumnData() {}

  /** A JSON array of texts that may stand inside an HTML script element. */
  static String json(List<ColumnStatistics> columns) {
    return columns.stream()
        .map(ColumnData::line)
        .map(ColumnData::quoted)
        .collect(Collectors.joining(",\n", "[", "]"));
  }

  private static String line(ColumnStatistics column) {
    return column.name()
        + ", column "
        + column.column()
        + ": "
        + Html.number(column.summary().mean())
        + " ± "
        + Html.number(column.summary().deviation())
        + ", from "
        + Html.number(column.summary().min())
        + " to "
        + Html.number(column.summary().max())
        + ", zeros "
        + Html.share(column.summary().zeros(), column.summary().count());
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("<", "\\u003c");
    return "\"" + escaped + "\"";
  }
}
