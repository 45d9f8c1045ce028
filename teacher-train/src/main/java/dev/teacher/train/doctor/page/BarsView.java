package dev.teacher.train.doctor.page;

import dev.teacher.features.page.Html;
import dev.teacher.train.doctor.Exhibit.Bar;
import dev.teacher.train.doctor.Exhibit.Bars;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A bar a row; very many are a picture, with the rows folded under it. */
final class BarsView {
  private static final int FOLDED_BEYOND = 20;
  private static final int NAMED = 4;

  private final Bars bars;
  private final Scale scale;
  private final StringBuilder html = new StringBuilder();

  private BarsView(Bars bars) {
    this.bars = bars;
    scale =
        Scale.of(
            bars.bars().stream()
                .flatMapToDouble(b -> DoubleStream.of(b.value(), b.low(), b.high())),
            bars.logarithmic());
  }

  static String render(Bars bars) {
    BarsView view = new BarsView(bars);
    view.html.append(ExhibitView.open("bars", bars.title()));
    if (bars.bars().isEmpty()) {
      view.html.append("<p class=\"note\">nothing to show</p>");
    } else if (bars.bars().size() <= FOLDED_BEYOND) {
      view.rows();
    } else {
      view.html.append(ColumnChart.render(bars, view.scale));
      view.concerned();
      view.html.append("<details><summary>all ");
      view.html.append(Html.count(bars.bars().size())).append(" by name</summary>\n");
      view.rows();
      view.html.append("</details>");
    }
    return view.html.append("</article>\n").toString();
  }

  /** Names those of the picture that a finding is about. */
  private void concerned() {
    List<Bar> sick = bars.bars().stream().filter(Bar::sick).toList();
    if (sick.isEmpty()) {
      return;
    }
    String named =
        sick.stream()
            .limit(NAMED)
            .map(b -> "<code>" + Html.escape(b.name()) + "</code> " + Words.brief(b.value()))
            .collect(Collectors.joining(", "));
    int more = sick.size() - NAMED;
    html.append("<p class=\"note concerned\">Marked: ").append(named);
    html.append(more > 0 ? " and " + Html.count(more) + " more" : "").append(".</p>\n");
  }

  private void rows() {
    boolean intervals = bars.bars().stream().anyMatch(this::hasInterval);
    html.append("<ul class=\"rowbars").append(intervals ? " intervals" : "").append("\">\n");
    bars.bars().forEach(this::row);
    html.append("</ul>");
    if (bars.logarithmic()) {
      html.append("<p class=\"note\">Logarithmic, from ")
          .append(Words.number(scale.at(0)))
          .append(" to ")
          .append(Words.number(scale.at(1)))
          .append(".</p>");
    }
  }

  private void row(Bar bar) {
    html.append("<li")
        .append(bar.sick() ? " class=\"sick\"" : "")
        .append("><span class=\"name\">")
        .append(Words.name(bar.name()))
        .append(bar.sick() ? " <b class=\"mark\">✕</b>" : "")
        .append("</span><span class=\"track\">");
    if (!bars.logarithmic() && scale.origin() > 0) {
      html.append("<s style=\"left:" + percent(scale.origin()) + "\"></s>");
    }
    if (scale.shows(bar.value())) {
      strip("i", "", scale.origin(), scale.share(bar.value()));
    } else if (Double.isInfinite(bar.value())) {
      strip("i", "class=\"infinite\" ", 0, 1);
    }
    if (hasInterval(bar)) {
      strip("u", "", scale.share(bar.low()), scale.share(bar.high()));
    }
    html.append("</span><span class=\"value\">").append(Words.brief(bar.value()));
    if (hasInterval(bar)) {
      html.append(" <small>").append(interval(bar)).append("</small>");
    }
    html.append("</span></li>\n");
  }

  private static String interval(Bar bar) {
    if (bar.low() == bar.value()) {
      return "up to " + Words.brief(bar.high());
    }
    return bar.high() == bar.value()
        ? "from " + Words.brief(bar.low())
        : Words.brief(bar.low()) + " to " + Words.brief(bar.high());
  }

  private boolean hasInterval(Bar bar) {
    return scale.shows(bar.low()) && scale.shows(bar.high()) && bar.high() > bar.low();
  }

  private void strip(String element, String kind, double one, double other) {
    html.append("<" + element + " " + kind + "style=\"left:")
        .append(percent(Math.min(one, other)))
        .append(";width:")
        .append(percent(Math.abs(one - other)))
        .append("\"></" + element + ">");
  }

  private static String percent(double share) {
    return Html.at(100 * share) + "%";
  }
}
