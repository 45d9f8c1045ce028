package dev.teacher.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.model.score.Alignment;
import dev.teacher.testkit.page.Browser;
import dev.teacher.train.guard.Alarm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  private static final String RANGE = "{\"mean\":0.5,\"std\":2,\"min\":-3,\"max\":7}";

  @TempDir Path folder;

  @Test
  void whatTheNetworkSaysAndGetsIsShownOverTheEpochs() throws IOException {
    String page = report().render();
    assertThat(page)
        .contains("recognised <b>87.5</b>", "one frame a gloss <b>75</b>")
        .contains("<h3>length of the hypotheses, %</h3>", "of the glosses signed <b>70</b>")
        .contains("substitutions <b>20</b>", "deletions <b>40</b>", "insertions <b>10</b>")
        .contains("glosses of dev that are said <b>50</b>", "sentences that are alike <b>25</b>");
    assertThat(page.indexOf("<h2>What the network gets</h2>"))
        .isGreaterThan(page.indexOf("<h2>What the network says</h2>"));
    for (String segment : List.of("all columns", "pose", "a/b")) {
      assertThat(page).contains("<h3>" + segment + "</h3>");
    }
    assertThat(page.split("mean <b>0.5</b>", -1)).as("three charts").hasSize(4);
    assertThat(page).contains("deviation <b>2</b>", "range <b>−3 to 7</b>");
  }

  @Test
  void theNumbersAreThoseOfTheSentences() throws IOException {
    String page = report().render();
    // Anna: one of three glosses; Bob: two errors on two glosses.
    assertThat(page).contains("<dt>WER dev</dt><dd>60.0 %</dd>");
    assertThat(page)
        .contains("<td>Anna</td><td><b>33.3 %</b></td><td>1</td><td>0</td><td>0</td><td>3</td>");
    assertThat(page)
        .contains("<td>Bob &amp; Co</td><td><b>100.0 %</b></td><td>1</td><td>0</td><td>1</td>");
    assertThat(page).contains("<td>WIND</td><td>REGEN</td><td>1</td>");
  }

  @Test
  void theWorstSentencesComeFirst() throws IOException {
    String page = report().render();
    assertThat(page.indexOf("<code>b</code>")).isBetween(0, page.indexOf("<code>a</code>"));
  }

  @Test
  void alarmsComeFirst() throws IOException {
    String page = report().render();
    assertThat(page).contains("<b class=\"wrong\">dead layers</b>, epoch 2, step 9: zero in &lt;");
    assertThat(page.indexOf("<h2>Alarms</h2>")).isBetween(0, page.indexOf("<h2>Curves</h2>"));
  }

  @Test
  void textFromDataStaysText() throws IOException {
    assertThat(report().render()).contains("&lt;none&gt;").doesNotContain("<none>");
  }

  @Test
  void needsNothingElse() throws IOException {
    assertThat(report().render()).doesNotContain("http:", "https:", "src=", "@import", "url(");
  }

  @Test
  void anEpochWithoutANumberIsShownAsOne() throws IOException {
    assertThat(report().render()).contains("1 not shown");
  }

  @Test
  void theBrowserDrawsEverySkeletonWithoutComplaint() throws IOException, InterruptedException {
    String probe =
        """
        <script>
        let drawn = 0;
        for (const canvas of document.querySelectorAll("canvas")) {
          const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          if (data.some((v) => v > 0)) drawn++;
        }
        const time = document.querySelector(".time");
        const box = time.getBoundingClientRect();
        time.dispatchEvent(new PointerEvent("pointermove", { clientX: box.left + box.width - 1 }));
        document.title = "drawn " + drawn + ", now " + time.querySelector(".now").style.left;
        </script>
        """;
    Path file = folder.resolve("page.html");
    Files.writeString(file, report().render().replace("</body>", probe + "</body>"));
    Browser.Opened opened = Browser.open(file, folder);
    assertThat(opened.console()).isEmpty();
    assertThat(opened.document()).contains("<title>drawn 2, now 93.75%");
  }

  private static RunReport report() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> epochs = new ArrayList<>();
    for (String loss : List.of("3.5", "null", "0.5")) {
      epochs.add(
          mapper.readTree(
              "{\"epoch\":"
                  + (epochs.size() + 1)
                  + ",\"loss\":"
                  + loss
                  + ",\"learningRate\":0.001,\"gradientNorm\":2,\"gradientNormMax\":5,"
                  + "\"framesPerSecond\":9000,\"waitingShare\":0.01,\"paddingShare\":0.05,"
                  + "\"validation\":{\"wer\":0.5,\"referenceLength\":10,\"deletions\":4,"
                  + "\"insertions\":1,\"substitutions\":2},"
                  + "\"output\":{\"blankShare\":0.875,\"impliedBlankShare\":0.75,"
                  + "\"coverage\":0.5,\"repeatedShare\":0.25},"
                  + "\"features\":{\"all\":"
                  + RANGE
                  + ",\"segments\":{\"pose\":"
                  + RANGE
                  + ",\"a/b\":"
                  + RANGE
                  + "}}}"));
    }
    SplitReport dev =
        new SplitReport(
            "dev",
            List.of(
                sentence("a", "Anna", List.of("TAG", "WIND", "<none>"), "TAG", "REGEN", "<none>"),
                sentence("b", "Bob & Co", List.of("A", "B"), "A", "C", "A")));
    return new RunReport(
        "my-run",
        Map.of("weights", "1 M"),
        List.of(new Alarm("dead layers", 2, 9, "zero in <none>", "look at it", List.of("a"))),
        new History(epochs),
        List.of(dev),
        "a = 1 # <none>");
  }

  private static Sentence sentence(
      String id, String signer, List<String> signed, String... recognised) {
    List<Sentence.Recognised> tokens = new ArrayList<>();
    List<GlossSegment> segments = new ArrayList<>();
    for (String gloss : recognised) {
      tokens.add(new Sentence.Recognised(gloss, 2 * tokens.size(), 2 * tokens.size() + 2, 0.9));
    }
    for (String gloss : signed) {
      segments.add(new GlossSegment(gloss, 2 * segments.size(), 2 * segments.size() + 2));
    }
    return new Sentence(
        id,
        signer,
        8,
        Alignment.of(signed, List.of(recognised)),
        tokens,
        segments,
        Optional.of(landmarks()));
  }

  /** Points on a slope; the left hand is missing. */
  private static Landmarks landmarks() {
    float[] values = new float[8 * Part.COLUMNS];
    for (int frame = 0; frame < 8; frame++) {
      for (Part part : List.of(Part.POSE, Part.FACE, Part.RIGHT_HAND)) {
        for (int i = 0; i < part.count(); i++) {
          values[frame * Part.COLUMNS + part.column(i, 0)] = 0.3f + i / 1000f;
          values[frame * Part.COLUMNS + part.column(i, 1)] = 0.3f + i / 900f + frame / 100f;
        }
      }
    }
    return new Landmarks(8, values, 25);
  }
}
