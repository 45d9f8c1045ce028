package dev.teacher.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.train.report.BandChart.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandChartTest {
  @Test
  void theBandsLieAroundTheMean() {
    String svg =
        new BandChart(
                "hands <left>",
                "epochs",
                List.of(new Point(1, 0, 1, -4, 4), new Point(2, 1, 2, -4, 4)))
            .render();
    // 168 pixels for -4.4 to 4.4, downwards from 8.
    assertThat(svg)
        .contains("class=\"curve c0\" d=\"M52 92L410 72.9\"")
        .contains("class=\"band deviation\" d=\"M52 72.9L410 34.7L410 111.1L52 111.1Z\"")
        .contains("class=\"band range\" d=\"M52 15.6L410 15.6L410 168.4L52 168.4Z\"")
        .contains("<h3>hands &lt;left&gt;</h3>", "mean <b>1</b>", "range <b>−4 to 4</b>")
        .doesNotContain("not shown");
  }

  @Test
  void anEpochWithoutNumbersIsCounted() {
    Point none = new Point(1, Double.NaN, 1, -4, 4);
    String svg = new BandChart("all", "epochs", List.of(none, new Point(2, 0, 1, -4, 4))).render();
    assertThat(svg).contains("1 not shown", "h.1\"").doesNotContain("NaN");
    assertThat(new BandChart("all", "epochs", List.of(none)).render()).contains("no number");
  }
}
