package dev.teacher.features.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.testkit.page.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsPageTest {
  @TempDir Path folder;

  @Test
  void namesWhatIsWrong() {
    String page = StatisticsPage.render(Examples.of(5, 120));
    assertThat(page).contains("1 column with NaN or infinity</b>: <code>b[0]</code>");
    assertThat(page).contains("constant: 1 column</b>: <code>a[5]</code>");
    assertThat(page).contains("<td>3</td><td><code>b[0]</code></td><td>NaN</td>");
    assertThat(page).doesNotContain("Every number is finite");
  }

  @Test
  void saysSoIfNothingIsWrong() {
    String page = StatisticsPage.render(Examples.of(-1, -1));
    assertThat(page).contains("Every number is finite, every column varies.");
    assertThat(page).doesNotContain("class=\"bad\"", "class=\"warn\"");
  }

  @Test
  void textFromDataStaysText() {
    String page = StatisticsPage.render(Examples.of(-1, 3));
    assertThat(page).contains("&lt;Anna &amp; Bob&gt;", "&lt;i&gt;file&lt;/i&gt;.npy");
    assertThat(page).doesNotContain("<Anna", "<i>file");
  }

  @Test
  void needsNothingElse() {
    assertThat(StatisticsPage.render(Examples.of(1, 2)))
        .doesNotContain("http:", "https:", "src=", "@import", "url(");
  }

  @Test
  void everyColumnHasACellInEachMap() {
    String page = StatisticsPage.render(Examples.of(-1, -1));
    assertThat(page.split("h1v1h-1z", -1)).hasSize(3 * 122 + 1);
    assertThat(page).contains("data-first=\"120\" data-width=\"2\"");
  }

  @Test
  void theBrowserShowsItWithoutComplaint() throws IOException, InterruptedException {
    Path file = folder.resolve("page.html");
    Files.writeString(file, StatisticsPage.render(Examples.of(5, 120)));
    Browser.Opened opened = Browser.open(file, folder);
    assertThat(opened.console()).isEmpty();
    assertThat(opened.document()).contains("<h2>Segments</h2>", "Statistics of");
  }

  @Test
  void pointingAtACellTellsItsColumn() throws IOException, InterruptedException {
    String probe =
        """
        <script>
        const map = document.querySelectorAll("svg.cells")[0];
        const at = map.getBoundingClientRect();
        map.dispatchEvent(new PointerEvent("pointermove", {
          clientX: at.left + at.width * 20.5 / 99, clientY: at.top + at.height * 0.75 }));
        document.title = document.getElementById("tip").textContent;
        </script>
        """;
    Path file = folder.resolve("page.html");
    String page = StatisticsPage.render(Examples.of(-1, -1));
    Files.writeString(file, page.replace("</body>", probe + "</body>"));
    Browser.Opened opened = Browser.open(file, folder);
    assertThat(opened.console()).isEmpty();
    assertThat(opened.document())
        .as("the second row begins with column 99")
        .contains("<title>a[119], column 119: 0 ± 120, from −120 to 120, zeros 0.0");
  }
}
