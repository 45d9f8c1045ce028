package dev.teacher.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.plugin.Registry;
import dev.teacher.model.summary.LayerSummary;
import dev.teacher.testkit.page.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"i3d", "tcn-bilstm", "bilstm", "conformer"})
  void everyShippedNetworkHasAPage(String backbone) throws IOException, InterruptedException {
    NetworkReport report = report("mine", "backbone { type = " + backbone + " }");
    String page = NetworkPage.render(report);
    assertThat(page).doesNotContain("http:", "https:", "src=", "@import", "url(");
    for (LayerSummary layer : report.network().layers()) {
      assertThat(page).contains("<code>" + layer.name() + "</code>");
    }
    assertThat(page).contains("sees<", "global-stats", ">15<small>");
    Browser.Opened opened =
        Browser.open(Files.writeString(folder.resolve("network.html"), page), folder);
    assertThat(opened.console()).isEmpty();
    assertThat(opened.document())
        .contains("head<tspan class=\"channels\"> 15</tspan>", "Network <em>mine</em>");
  }

  @Test
  void namesAreText() {
    assertThat(NetworkPage.render(report("<b>", "backbone { type = bilstm }")))
        .contains("Network <em>&lt;b&gt;</em>")
        .doesNotContain("<em><b>");
  }

  @Test
  void encodersStandSideBySideAndModulesDoNot() {
    NetworkReport report = report("mine", "backbone { type = i3d, width = 0.1, modules = 3 }");
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (LayerSummary part : report.network().parts()) {
      List<String> names = report.sideBySide(part);
      if (!names.isEmpty()) {
        found.put(part.name(), names);
      }
    }
    assertThat(found)
        .containsExactly(
            Map.entry("encoder", List.of("pose", "hands", "face", "presence", "temporal")));
    assertThat(NetworkPage.render(report)).contains(">presence</text>");
  }

  @Test
  void whatOnlyTrainingHasIsSaid() {
    String page =
        NetworkPage.render(
            report("mine", "backbone { type = tcn-bilstm, auxiliary-weight = 0.5 }"));
    assertThat(page).contains("of them in training only", ">in training only</text>");
    assertThat(NetworkPage.render(report("mine", "backbone { type = tcn-bilstm }")))
        .doesNotContain("in training only");
  }

  @Test
  void quantitiesAreShort() {
    assertThat(
            List.of(0.0, 15.0, 999.4, 1234.0, 25_062_423.0, 999_600.0).stream().map(Quantity::of))
        .containsExactly("0", "15", "999", "1.23 k", "25.1 M", "1.00 M");
  }

  /** Of normalisers that want statistics, which there are none of. */
  private static NetworkReport report(String name, String backbone) {
    String text =
        "name = \""
            + name
            + "\", features { type = body-centred }, normalizers = [ { type = global-stats } ], "
            + backbone;
    Experiment experiment =
        new Experiment(
            ConfigFile.parse(text, "the test", List.of()), Registry.ofClassPath(), line -> {});
    return NetworkReport.of(experiment, 15, "the test");
  }
}
