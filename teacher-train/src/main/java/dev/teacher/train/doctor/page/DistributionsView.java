package dev.teacher.train.doctor.page;

import dev.teacher.features.page.Html;
import dev.teacher.train.doctor.Exhibit.Distribution;
import dev.teacher.train.doctor.Exhibit.Distributions;
import java.util.List;

/** How numbers are spread, one picture under the other on one scale. */
final class DistributionsView {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 40;

  private final Distributions distributions;
  private final StringBuilder html = new StringBuilder();

  private DistributionsView(Distributions distributions) {
    this.distributions = distributions;
  }

  static String render(Distributions distributions) {
    DistributionsView view = new DistributionsView(distributions);
    view.html.append(ExhibitView.open("distributions", distributions.title()));
    if (distributions.rows().isEmpty()) {
      return view.html.append("<p class=\"note\">nothing to show</p></article>\n").toString();
    }
    view.html.append("<ul class=\"spread\">\n");
    distributions.rows().forEach(view::row);
    view.html.append("</ul>");
    view.axis();
    return view.html.append("</article>\n").toString();
  }

  private void row(Distribution row) {
    html.append("<li")
        .append(row.sick() ? " class=\"sick\"" : "")
        .append("><p><b>")
        .append(Html.escape(row.name()))
        .append(row.sick() ? " <span class=\"mark\">✕</span>" : "")
        .append("</b> <small>")
        .append(Html.escape(row.note()))
        .append("</small></p>");
    List<Double> shares = row.shares();
    double most =
        shares.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).max().orElse(0);
    if (most > 0) {
      picture(row, most);
    } else {
      html.append("<p class=\"note lack\">no finite number</p>");
    }
    html.append("</li>\n");
  }

  /** Heights are roots, so that thin tails stay visible beside a peak. */
  private void picture(Distribution row, double most) {
    html.append("<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT)
        .append("\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"how ")
        .append(Html.escape(row.name()))
        .append(" is spread\"><path class=\"base\" d=\"M0 " + HEIGHT + "H" + WIDTH + "\"/>");
    if (distributions.from() < 0 && distributions.to() > 0) {
      html.append("<path class=\"zero\" d=\"M" + Html.at(WIDTH * zero()) + " 0v" + HEIGHT + "\"/>");
    }
    html.append("<path class=\"area\" d=\"M0 " + HEIGHT);
    double step = (double) WIDTH / row.shares().size();
    for (int i = 0; i < row.shares().size(); i++) {
      double share = row.shares().get(i);
      double height = share > 0 ? (HEIGHT - 2) * Math.sqrt(Math.min(1, share / most)) : 0;
      html.append('V').append(Html.at(HEIGHT - height)).append('H').append(Html.at((i + 1) * step));
    }
    html.append("V" + HEIGHT + "z\"/></svg>");
  }

  private double zero() {
    return -distributions.from() / (distributions.to() - distributions.from());
  }

  private void axis() {
    html.append("<p class=\"scale\"><span>").append(Words.number(distributions.from()));
    html.append("</span>");
    if (distributions.from() < 0 && distributions.to() > 0) {
      html.append("<span class=\"at\" style=\"left:" + Html.at(100 * zero()) + "%\">0</span>");
    }
    html.append("<span>").append(Words.number(distributions.to())).append("</span></p>");
    html.append("<p class=\"note\">What lies beyond counts at the edge.</p>");
  }
}
