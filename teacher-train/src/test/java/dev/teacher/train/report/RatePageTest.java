package dev.teacher.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.testkit.page.Browser;
import dev.teacher.train.report.RateCurve.End;
import dev.teacher.train.report.RateCurve.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatePageTest {
  @TempDir Path folder;

  @Test
  void thePageStandsByItselfAndShowsWhatWasFound() throws IOException, InterruptedException {
    RateCurve curve = curve(End.DIVERGED, Optional.of(0.5));
    String page = RatePage.render("my & own", curve);
    assertThat(page).doesNotContain("http:", "https:", "src=", "@import", "url(");
    assertThat(page)
        .contains("Learning rates of <em>my &amp; own</em>", "<dd>0.05</dd>", "<dd>0.5</dd>");
    assertThat(page)
        .contains("class=\"mark divergence\"", "class=\"mark tenth\"", "class=\"mark steepest\"");
    Browser.Opened opened =
        Browser.open(Files.writeString(folder.resolve("rates.html"), page), folder);
    assertThat(opened.console()).isEmpty();
    assertThat(opened.document()).contains("breakdown: 0.5", "1e-4");
  }

  @Test
  void everyCoordinateIsInThePicture() {
    String picture = RatePicture.render(curve(End.DIVERGED, Optional.of(0.5)));
    String path = picture.replaceAll("(?s).*class=\"curve\" d=\"([^\"]*)\".*", "$1");
    List<String> numbers =
        Pattern.compile("[-0-9.]+").matcher(path).results().map(MatchResult::group).toList();
    assertThat(numbers).hasSize(2 * 60);
    for (int i = 0; i < numbers.size(); i++) {
      assertThat(Double.parseDouble(numbers.get(i))).isBetween(0.0, i % 2 == 0 ? 900.0 : 380.0);
    }
    assertThat(picture).doesNotContain("NaN", "Infinity", "∞");
  }

  @Test
  void aTestThatHeldUpSaysSoAndAFlatOneThatNothingFell() {
    assertThat(RatePage.render("a", curve(End.LARGEST_RATE, Optional.empty())))
        .contains("held up to the largest rate")
        .doesNotContain("mark divergence");
    Point flat = new Point(1e-3, 2, 2);
    assertThat(RatePage.render("a", new RateCurve(List.of(flat), End.NOT_FINITE, Optional.of(0.1))))
        .contains("fell at no learning rate", "mark divergence")
        .doesNotContain("NaN");
  }

  private static RateCurve curve(End end, Optional<Double> divergence) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double rate = 1e-5 * Math.pow(5e4, i / 59.0);
      double loss = i < 50 ? 8 - 5 / (1 + Math.exp(30 - i)) : 3 + Math.exp(i - 50);
      points.add(new Point(rate, loss, loss));
    }
    return new RateCurve(points, end, divergence);
  }
}
