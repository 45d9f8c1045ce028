package dev.teacher.train.doctor.page;

import dev.teacher.features.page.Html;
import dev.teacher.train.doctor.Course;
import dev.teacher.train.doctor.Diagnosis.Trial;
import dev.teacher.train.report.LineChart;
import dev.teacher.train.report.LineChart.Series;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The same short training as it is and with the change, side by side. */
final class TrialView {
  private TrialView() {}

  static String render(Trial trial) {
    StringBuilder html = new StringBuilder("<section class=\"trial\"><h4>Tried: ");
    html.append("the same short training as it is, and with ")
        .append(trial.isOfSeveral() ? "all remedies together" : "the change")
        .append("</h4>\n<p class=\"outcome ")
        .append(trial.recovers() ? "good" : "bad")
        .append("\">")
        .append(trial.recovers() ? "✓ " : "✕ ")
        .append(Html.escape(Words.sentence(trial.text())))
        .append("</p>\n");
    if (trial.sick().isPresent() || trial.remedied().isPresent()) {
      html.append("<div class=\"pair\">").append(chart(trial)).append(table(trial));
      html.append("</div>\n");
    }
    return html.append("</section>\n").toString();
  }

  private static String chart(Trial trial) {
    Series sick = series("as it is", trial.sick());
    Series remedied = series("with the change", trial.remedied());
    return new LineChart("loss (CTC)", "steps", true, List.of(sick, remedied)).render();
  }

  private static Series series(String name, Optional<Course> course) {
    List<Double> losses = course.map(Course::losses).orElse(List.of());
    return new Series(
        name,
        IntStream.rangeClosed(1, losses.size()).mapToDouble(step -> step).toArray(),
        losses.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static String table(Trial trial) {
    int samples = trial.remedied().or(trial::sick).map(Course::samples).orElse(0);
    return "<table class=\"courses\"><tr><th></th><th>as it is</th><th>with the change</th></tr>\n"
        + unseen(trial)
        + row(trial, "WER on its " + Words.count(samples, "sample"), c -> Words.percent(c.wer()))
        + row(trial, "loss, first step", c -> loss(c, Course::firstLoss))
        + row(trial, "loss, last tenth of the steps", c -> loss(c, Course::lastLoss))
        + row(trial, "blank frames at the end", c -> Words.percent(c.blankShare()))
        + row(trial, "steps", c -> Html.count(c.steps()))
        + row(trial, "every number finite", c -> c.finite() ? "yes" : "no")
        + "</table>";
  }

  /** Nothing where few samples were learned by heart. */
  private static String unseen(Trial trial) {
    Optional<Course.Unseen> either =
        Stream.of(trial.sick(), trial.remedied())
            .flatMap(Optional::stream)
            .map(Course::unseen)
            .flatMap(Optional::stream)
            .findFirst();
    if (either.isEmpty()) {
      return "";
    }
    String sentences = Words.count(either.get().sentences(), "unseen sentence");
    return row(trial, "WER on " + sentences, c -> unseen(c, u -> Words.percent(u.wer())))
        + row(trial, "loss on " + sentences, c -> unseen(c, u -> Words.number(u.loss())));
  }

  private static String unseen(Course course, Function<Course.Unseen, String> value) {
    return course.unseen().map(value).orElse("nothing finite");
  }

  private static String loss(Course course, Function<Course, Double> which) {
    return course.steps() == 0 ? "no step" : Words.number(which.apply(course));
  }

  private static String row(Trial trial, String name, Function<Course, String> value) {
    return "<tr><th>"
        + Html.escape(name)
        + "</th><td>"
        + trial.sick().map(value).orElse("cannot begin")
        + "</td><td>"
        + trial.remedied().map(value).orElse("not tried")
        + "</td></tr>\n";
  }
}
