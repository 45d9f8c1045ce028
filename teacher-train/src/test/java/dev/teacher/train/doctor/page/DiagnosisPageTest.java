package dev.teacher.train.doctor.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.testkit.page.Browser;
import dev.teacher.train.doctor.Diagnosis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisPageTest {
  @TempDir Path folder;

  static List<Diagnosis> all() {
    return List.of(Diagnoses.healthy(), Diagnoses.sick(), Diagnoses.strange(), Diagnoses.empty());
  }

  @Test
  void theFindingToMendFirstStandsFirstWithItsLineAndItsTrial() {
    String page = DiagnosisPage.render(Diagnoses.sick());
    assertThat(page)
        .containsSubsequence(
            "Diagnosis of <em>origin</em>",
            "Sick</p>",
            "5 faults. Mend the first one first",
            "<li><a href=\"#finding-declared-twice\">Features are standardised twice, as configured</a>",
            "<h2>Mend this first</h2>",
            "id=\"finding-declared-twice\"",
            "configs/origin.conf: line 14",
            "normalizers = [ { type = global-stats } ]",
            "<p class=\"outcome good\">✓ With one normalizer",
            "<th>WER on its 5 samples</th><td>100.0\u202f%</td><td>0.0\u202f%</td>",
            "<h2>Also found</h2>",
            "id=\"finding-blown-up\"",
            "<td>cannot begin</td>",
            "<h2>Worth knowing</h2>",
            "id=\"finding-shifted\"",
            "<h2>Checks</h2>",
            "id=\"check-configuration\"",
            "id=\"check-export\"");
  }

  @Test
  void aHealthyOneSaysSoAndWhatCouldNotBeLookedAt() {
    String page = DiagnosisPage.render(Diagnoses.healthy());
    assertThat(page)
        .contains("Healthy</p>", "Nothing was found that spoils a training. 1 check could not be")
        .doesNotContain("Mend this first", "Also found", "Worth knowing", "class=\"finding");
    assertThat(DiagnosisPage.render(Diagnoses.empty()))
        .contains("Cannot tell</p>", "nothing is known")
        .doesNotContain("<h2>Checks</h2>");
  }

  @Test
  void everyLinkLeadsToAPlaceOfThePage() {
    String page = DiagnosisPage.render(Diagnoses.sick());
    List<String> links = found("href=\"#([^\"]+)\"", page);
    assertThat(links).hasSizeGreaterThan(15);
    assertThat(found("id=\"([^\"]+)\"", page)).doesNotHaveDuplicates().containsAll(links);
  }

  @Test
  void whatIsNoNumberIsSaidInWords() {
    String page = DiagnosisPage.render(Diagnoses.strange());
    assertThat(page)
        .contains("<td class=\"number\">no number</td><td class=\"number\">infinite</td>")
        .contains("<td class=\"number\">minus infinite</td>", "no finite number", "no step")
        .contains("nothing to list", "nothing to show", "no columns", "no column");
    for (Diagnosis each : all()) {
      assertThat(DiagnosisPage.render(each))
          .doesNotContainPattern(">\\s*NaN\\s*<|NaN[%\"]|Infinity");
    }
  }

  @Test
  void textStaysText() {
    assertThat(DiagnosisPage.render(Diagnoses.strange()))
        .contains("&lt;odd&gt; &amp; own", "NaN in &lt;b&gt;12&lt;/b&gt; frames &amp; more")
        .contains("&lt;i&gt;", "nothing &lt;there&gt;")
        .doesNotContain("<odd>", "<b>12</b>", "<i></th>", "<there>");
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyCoordinateIsInItsPicture(Diagnosis diagnosis) {
    for (String picture : found("(?s)(<svg.*?</svg>)", DiagnosisPage.render(diagnosis))) {
      List<String> box = found("viewBox=\"0 0 ([0-9 ]+)\"", picture);
      double width = Double.parseDouble(box.get(0).replaceAll(" .*", ""));
      double height = Double.parseDouble(box.get(0).replaceAll(".* ", ""));
      assertBetween(found(" x=\"([^\"]*)\"", picture), width);
      assertBetween(found(" y=\"([^\"]*)\"", picture), height);
      assertBetween(found("[MLH](-?[0-9.]+)", picture), width);
      assertBetween(found("V(-?[0-9.]+)", picture), height);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theBrowserShowsItWithoutComplaintAndWithoutTheNetwork(Diagnosis diagnosis)
      throws IOException, InterruptedException {
    String page = DiagnosisPage.render(diagnosis);
    assertThat(page).doesNotContain("http:", "https:", "src=", "@import", "url(", "<script");
    // Whatever is wider than a telephone must scroll by itself.
    String probe =
        """
        <script>
        const frame = document.createElement("iframe");
        frame.style = "width:390px;height:800px;border:0";
        frame.srcdoc = "<!DOCTYPE html>" + document.documentElement.outerHTML.replace(/<script[^]*/, "");
        frame.onload = () => {
          const root = frame.contentDocument.documentElement;
          document.title = root.scrollWidth <= root.clientWidth ? "fits" : "too wide";
        };
        document.body.append(frame);
        </script>
        """;
    Path file = folder.resolve("report.html");
    Files.writeString(file, page.replace("</body>", probe + "</body>"));
    Browser.Opened opened = Browser.open(file, folder);
    assertThat(opened.console()).isEmpty();
    assertThat(found("<title>([^<]*)", opened.document()).get(0)).isEqualTo("fits");
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(whole -> Pattern.compile(pattern).matcher(whole).replaceFirst("$1"))
        .toList();
  }

  private static void assertBetween(List<String> numbers, double most) {
    assertThat(numbers)
        .allSatisfy(number -> assertThat(Double.parseDouble(number)).isBetween(0.0, most));
  }
}
