package dev.teacher.train.doctor.page;

import dev.teacher.features.page.Html;
import dev.teacher.train.doctor.Exhibit.Table;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Rows of a check; long tables are folded. */
final class TableView {
  private static final int FOLDED_BEYOND = 16;
  private static final int SHOWN = 10;

  /** Letters that find room beside another exhibit. */
  private static final int BROAD = 60;

  /** Letters of a cell that are broken into lines. */
  private static final int LONG_TEXT = 28;

  private static final Pattern NUMBER =
      Pattern.compile(
          "(about |under |over )?[-−+±]?[0-9][0-9.,\u202f]*(e[-−+]?[0-9]+|E[-−+]?[0-9]+)?[\u202f ]*"
              + "(%|‰|s|ms|k|M|G|fps|x|×)?|[-–]?|NaN|[-−]?(Infinity|∞)");

  private final Table table;
  private final boolean[] numeric;

  private TableView(Table table) {
    this.table = table;
    numeric = new boolean[table.columns().size()];
    for (int i = 1; i < numeric.length; i++) {
      int column = i;
      numeric[i] =
          table.rows().stream()
              .allMatch(row -> column < row.size() && NUMBER.matcher(row.get(column)).matches());
    }
  }

  static String render(Table table) {
    String head = ExhibitView.open(isBroad(table) ? "table broad" : "table", table.title());
    if (table.rows().isEmpty()) {
      return head + "<p class=\"note\">nothing to list</p></article>\n";
    }
    TableView view = new TableView(table);
    if (table.rows().size() <= FOLDED_BEYOND) {
      return head + view.rows(table.rows()) + "</article>\n";
    }
    return head
        + view.rows(table.rows().subList(0, SHOWN))
        + "<details><summary>all "
        + Html.count(table.rows().size())
        + " rows</summary>"
        + view.rows(table.rows())
        + "</details></article>\n";
  }

  /** Whether it needs the width of two. */
  private static boolean isBroad(Table table) {
    int letters = 0;
    for (int i = 0; i < table.columns().size(); i++) {
      int column = i;
      int longest =
          table.rows().stream()
              .filter(row -> column < row.size())
              .mapToInt(row -> row.get(column).length())
              .max()
              .orElse(0);
      letters += 2 + Math.max(table.columns().get(i).length(), Math.min(LONG_TEXT, longest));
    }
    return letters > BROAD;
  }

  private String rows(List<List<String>> rows) {
    StringBuilder html = new StringBuilder("<div class=\"scroll\"><table><tr>");
    IntStream.range(0, numeric.length)
        .forEach(i -> cell(html, "th scope=\"col\"", "th", i, table.columns().get(i)));
    for (List<String> row : rows) {
      html.append("</tr>\n<tr>");
      for (int i = 0; i < row.size(); i++) {
        String element = i == 0 ? "th scope=\"row\"" : "td";
        cell(html, element, i == 0 ? "th" : "td", i, row.get(i));
      }
    }
    return html.append("</tr></table></div>\n").toString();
  }

  private void cell(StringBuilder html, String open, String close, int column, String text) {
    boolean right = column < numeric.length && numeric[column];
    html.append('<')
        .append(open)
        .append(
            right ? " class=\"number\">" : text.length() > LONG_TEXT ? " class=\"words\">" : ">")
        .append(Words.cell(text))
        .append("</")
        .append(close)
        .append('>');
  }
}
