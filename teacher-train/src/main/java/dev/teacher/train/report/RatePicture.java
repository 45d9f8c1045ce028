package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import dev.teacher.train.report.RateCurve.Point;
import java.util.Optional;

/** Losses over the logarithm of the learning rate, with what was found marked. */
final class RatePicture {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 380;
  private static final int LEFT = 56;
  private static final int RIGHT = 16;
  private static final int TOP = 60;
  private static final int BOTTOM = 40;
  private static final int LINES = 5;

  private final RateCurve curve;
  private final double from;
  private final double to;
  private final double lowest;
  private final double highest;
  private final StringBuilder svg = new StringBuilder();

  private RatePicture(RateCurve curve) {
    this.curve = curve;
    double last = curve.points().get(curve.points().size() - 1).rate();
    this.from = curve.points().get(0).rate();
    this.to = Math.max(Math.max(last, curve.divergence().orElse(last)), from * 1.001);
    double low = curve.points().stream().mapToDouble(Point::smoothed).min().orElseThrow();
    double most = curve.points().stream().mapToDouble(Point::smoothed).max().orElseThrow();
    // A breakdown would press all that matters to the bottom.
    double high = Math.min(most, 1.5 * Math.max(curve.points().get(0).smoothed(), 1.2 * low));
    this.lowest = Math.max(0, low - 0.1 * (high - low));
    this.highest = Math.max(high + 0.1 * (high - low), lowest + 1e-6);
  }

  static String render(RateCurve curve) {
    RatePicture picture = new RatePicture(curve);
    picture.draw();
    return picture.svg.toString();
  }

  private void draw() {
    svg.append("<svg class=\"rates\" viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT)
        .append("\" role=\"img\" aria-label=\"loss over learning rate\">\n");
    grid();
    for (Point point : curve.points()) {
      if (point.loss() <= highest && point.loss() >= lowest) {
        svg.append("<circle class=\"loss\" r=\"2.2\" cx=\"")
            .append(Html.at(x(point.rate())))
            .append("\" cy=\"")
            .append(Html.at(y(point.loss())))
            .append("\"/>\n");
      }
    }
    StringBuilder path = new StringBuilder();
    for (Point point : curve.points()) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(Html.at(x(point.rate())))
          .append(' ')
          .append(Html.at(y(point.smoothed())));
    }
    svg.append("<path class=\"curve\" d=\"").append(path).append("\"/>\n");
    mark("steepest", "falls fastest", curve.steepest(), 16);
    mark("tenth", "a tenth of the breakdown", curve.tenthOfDivergence(), 32);
    mark("divergence", "breakdown", curve.divergence(), 48);
    svg.append("</svg>\n");
  }

  private void grid() {
    for (int i = 0; i <= LINES; i++) {
      double loss = lowest + (highest - lowest) * i / LINES;
      svg.append("<path class=\"grid\" d=\"M")
          .append(LEFT)
          .append(' ')
          .append(Html.at(y(loss)))
          .append("H")
          .append(WIDTH - RIGHT)
          .append("\"/>");
      text("", "end", LEFT - 6, y(loss) + 4, Html.number(loss));
    }
    int first = (int) Math.ceil(Math.log10(from) - 1e-9);
    for (int power = first; power <= Math.log10(to) + 1e-9; power++) {
      double at = x(Math.pow(10, power));
      svg.append("<path class=\"grid\" d=\"M")
          .append(Html.at(at))
          .append(' ')
          .append(TOP)
          .append("V")
          .append(HEIGHT - BOTTOM)
          .append("\"/>");
      text("", "middle", at, HEIGHT - BOTTOM + 18, "1e" + power);
    }
    text("", "end", WIDTH - RIGHT, HEIGHT - 4, "learning rate");
    text("", "start", 4, TOP - 8, "loss");
  }

  /** The label stands on the side where there is more room. */
  private void mark(String kind, String label, Optional<Double> rate, int height) {
    if (rate.isEmpty() || rate.get() < from) {
      return;
    }
    double at = x(rate.get());
    boolean leftHalf = at < WIDTH / 2.0;
    svg.append("<path class=\"mark ")
        .append(kind)
        .append("\" d=\"M")
        .append(Html.at(at))
        .append(' ')
        .append(height - 10)
        .append("V")
        .append(HEIGHT - BOTTOM)
        .append("\"/>");
    text(
        kind,
        leftHalf ? "start" : "end",
        at + (leftHalf ? 5 : -5),
        height,
        label + ": " + Html.number(rate.get()));
  }

  private void text(String kind, String anchor, double x, double y, String text) {
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
        .append("</text>\n");
  }

  private double x(double rate) {
    double share = (Math.log(rate) - Math.log(from)) / (Math.log(to) - Math.log(from));
    return LEFT + (WIDTH - LEFT - RIGHT) * share;
  }

  private double y(double loss) {
    double share = (Math.min(loss, highest) - lowest) / (highest - lowest);
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share;
  }
}
