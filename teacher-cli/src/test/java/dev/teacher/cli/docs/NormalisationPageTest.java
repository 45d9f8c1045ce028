package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.testkit.GraphInterpreter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Computes the examples of the page anew. */
class NormalisationPageTest {
  private static final Layout COLUMNS = Layout.parse("example: a=1, b=1");
  private static final float[] SAMPLE = {1, 10, 2, 10, 3, 10, 4, 14};
  private static final FeatureStatistics STATISTICS =
      new FeatureStatistics(COLUMNS, 4, 1, List.of(2.0, 10.0), List.of(2.0, 4.0), "example");

  private static final float ROUNDED = Math.nextUp(0.3f);
  private static final float[] SECOND = {.3f, .3f, .5f, ROUNDED, .7f, .3f, .5f, ROUNDED};
  private static final FeatureStatistics NARROW =
      new FeatureStatistics(COLUMNS, 4, 1, List.of(0.5, 0.3), List.of(0.2, 1e-9), "example");
  private static final String UNBOUNDED = "{ type = global-stats, floor = 1e-12 }";

  private final Page page = Page.of("docs/normalisation.md");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ type = global-stats }",
        "{ type = per-sample-zscore }",
        "{ type = min-max }",
        "{ type = clip, min = 2, max = 12 }"
      })
  void theExampleIsWhatTheNormaliserGives(String normalizer) {
    requireShown(normalizer, run(SAMPLE, STATISTICS, normalizer));
  }

  @Test
  void theStoryOfTwoNormalisersIsTrue() {
    requireShown(UNBOUNDED + " of the second sample", run(SECOND, NARROW, UNBOUNDED));
    requireShown(
        "both of the second sample",
        run(SECOND, NARROW, UNBOUNDED, "{ type = per-sample-zscore, axes = sample }"));
  }

  private void requireShown(String name, float[] values) {
    StringBuilder table = new StringBuilder("<!-- example: " + name + " -->\n| frame | a | b |\n");
    table.append("|---|---|---|\n");
    for (int i = 0; i < values.length; i += 2) {
      table.append("| " + i / 2 + " | " + number(values[i]) + " | " + number(values[i + 1]));
      table.append(" |\n");
    }
    assertThat(page.text()).as("%s", table).contains(table);
  }

  private static String number(float value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.equals("-0.000") ? "0.000" : text;
  }

  private static float[] run(float[] sample, FeatureStatistics statistics, String... chain) {
    GraphBuilder builder = new GraphBuilder();
    Sequence features = builder.inputSequence("features", COLUMNS);
    for (String section : chain) {
      Config config = ConfigFactory.parseString(section.substring(1, section.length() - 1));
      Normalizer normalizer =
          Registry.ofClassPath().create(PluginKind.NORMALIZER, config, "example", notice -> {});
      features =
          normalizer.normalize(
              features, normalizer.needsStatistics() ? Optional.of(statistics) : Optional.empty());
    }
    builder.output("result", features.data());
    Graph graph = builder.build();
    Map<String, Tensor> inputs =
        Map.of(
            "features", Tensor.of(sample, 1, sample.length / 2, 2),
            "lengths", Tensor.of(new long[] {sample.length / 2}, 1));
    return GraphInterpreter.run(graph, graph.initialWeights(1), inputs).get("result").floats();
  }
}
