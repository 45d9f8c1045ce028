package dev.teacher.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.Registry;
import dev.teacher.model.summary.LayerSummary;
import dev.teacher.model.summary.NetworkSummary;
import dev.teacher.testkit.page.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"i3d", "tcn-bilstm", "bilstm", "conformer"})
  void everyShippedNetworkHasAPage(String backbone) throws IOException, InterruptedException {
    NetworkSummary network = summary(backbone);
    String page = NetworkPage.render(backbone, "body-centred", network);
    assertThat(page).doesNotContain("http:", "https:", "src=", "@import", "url(");
    for (LayerSummary layer : network.layers()) {
      assertThat(page).contains("<code>" + layer.name() + "</code>");
    }
    Browser.Opened opened =
        Browser.open(Files.writeString(folder.resolve("network.html"), page), folder);
    assertThat(opened.console()).isEmpty();
    assertThat(opened.document()).contains("head  15", "Network <em>" + backbone);
  }

  @Test
  void namesAreText() {
    assertThat(NetworkPage.render("<b>", "a & b", summary("bilstm")))
        .contains("Network <em>&lt;b&gt;</em>", "a &amp; b");
  }

  @Test
  void quantitiesAreShort() {
    assertThat(
            List.of(0.0, 15.0, 999.4, 1234.0, 25_062_423.0, 999_600.0).stream().map(Quantity::of))
        .containsExactly("0", "15", "999", "1.23 k", "25.1 M", "1.00 M");
  }

  private static NetworkSummary summary(String backbone) {
    String text =
        "features { type = body-centred }, normalizers = [ { type = per-sample-zscore } ],"
            + " backbone { type = "
            + backbone
            + " }";
    Experiment experiment =
        new Experiment(
            ConfigFile.parse(text, "the test", List.of()), Registry.ofClassPath(), line -> {});
    return NetworkSummary.of(Recognizer.graph(experiment, Optional.empty(), 15), 256);
  }
}
