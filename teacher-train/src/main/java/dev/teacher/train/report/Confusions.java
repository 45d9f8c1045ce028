package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import dev.teacher.model.score.Alignment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which glosses were taken for which, missed, or recognised where there were none. */
final class Confusions {
  private static final int MOST = 24;
  private static final String NONE = "–";

  private record Pair(String signed, String recognised) {}

  private final Map<String, Integer> signed = new TreeMap<>();
  private final Map<Pair, Integer> pairs =
      new TreeMap<>(Comparator.comparing(Pair::signed).thenComparing(Pair::recognised));

  private Confusions(List<Sentence> sentences) {
    for (Sentence sentence : sentences) {
      for (Alignment.Step step : sentence.alignment().steps()) {
        step.reference().ifPresent(gloss -> signed.merge(gloss, 1, Integer::sum));
        if (step.kind() != Alignment.Kind.CORRECT) {
          pairs.merge(
              new Pair(step.reference().orElse(NONE), step.hypothesis().orElse(NONE)),
              1,
              Integer::sum);
        }
      }
    }
  }

  /** The most frequent errors as a table. */
  static String table(List<Sentence> sentences) {
    Confusions confusions = new Confusions(sentences);
    List<Map.Entry<Pair, Integer>> errors = new ArrayList<>(confusions.pairs.entrySet());
    if (errors.isEmpty()) {
      return "<p class=\"note\">No gloss was confused.</p>\n";
    }
    errors.sort(Map.Entry.<Pair, Integer>comparingByValue().reversed()); // stable: then by name
    int largest = errors.get(0).getValue();
    StringBuilder html = new StringBuilder("<div class=\"wide\"><table><tr><th>signed</th>");
    html.append("<th>recognised</th><th>times</th><th></th><th>of</th></tr>\n");
    for (Map.Entry<Pair, Integer> error : errors.subList(0, Math.min(MOST, errors.size()))) {
      Pair pair = error.getKey();
      Integer all = confusions.signed.get(pair.signed());
      html.append("<tr><td>" + Html.escape(pair.signed()))
          .append("</td><td>" + Html.escape(pair.recognised()))
          .append("</td><td>" + error.getValue())
          .append("</td><td><span class=\"bar\" style=\"width:")
          .append(8 * error.getValue() / largest + 1)
          .append("rem\"></span></td><td>" + (all == null ? "" : all) + "</td></tr>\n");
    }
    html.append("</table></div>\n");
    int left = errors.size() - MOST;
    return left <= 0
        ? html.toString()
        : html.append("<p class=\"note\">" + left + " rarer ones are not listed.</p>\n").toString();
  }
}
