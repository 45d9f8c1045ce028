package dev.teacher.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LineChartTest {
  private static final double[] EPOCHS = {1, 2, 3, 4};

  @Test
  void aCurveRunsFromItsFirstToItsLastPoint() {
    String path = path(chart(false, new double[] {0, 5, 10, 10}));
    assertThat(path).startsWith("M52 ").doesNotContain("NaN");
    assertThat(path.split("L")).hasSize(4);
    assertThat(path).contains("L410 ");
  }

  @Test
  void whatIsNotFiniteIsAGapAndIsCounted() {
    String svg = chart(false, new double[] {1, Double.NaN, 3, Double.POSITIVE_INFINITY});
    assertThat(path(svg).split("M")).as("two pieces").hasSize(3);
    assertThat(svg).contains("2 not shown");
  }

  @Test
  void aLogarithmicAxisShowsNoZero() {
    assertThat(chart(true, new double[] {100, 10, 1, 0})).contains("1 not shown");
  }

  @Test
  void nothingFiniteIsSaidInWords() {
    assertThat(chart(false, new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN}))
        .contains("no number")
        .doesNotContain("<svg");
  }

  @Test
  void textStaysText() {
    LineChart.Series one = new LineChart.Series("<b>", EPOCHS, new double[] {1, 2, 3, 4});
    assertThat(new LineChart("a < b", "epochs", false, List.of(one)).render())
        .contains("a &lt; b", "&lt;b&gt;")
        .doesNotContain("a < b");
  }

  private static String chart(boolean logarithmic, double[] y) {
    LineChart.Series one = new LineChart.Series("dev", EPOCHS, y);
    return new LineChart("WER", "epochs", logarithmic, List.of(one)).render();
  }

  private static String path(String svg) {
    Matcher curve = Pattern.compile("class=\"curve c0\" d=\"([^\"]*)\"").matcher(svg);
    assertThat(curve.find()).isTrue();
    return curve.group(1);
  }
}
