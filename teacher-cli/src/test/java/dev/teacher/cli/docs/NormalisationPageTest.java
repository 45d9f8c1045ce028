package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.features.statistics.ColumnStatistics;
import dev.teacher.features.statistics.Origin;
import dev.teacher.features.statistics.Progress;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.features.statistics.StatisticsPass;
import dev.teacher.features.statistics.StoredRows;
import dev.teacher.features.statistics.Summary;
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

  @Test
  void theExampleOfStatisticsIsWhatIsComputed() {
    float[][] rows = {{1, 0, 2, 0, 3, 0.5f}, {6, 0}};
    List<Sample> samples = List.of(sample("one", rows[0]), sample("two", rows[1]));
    StringBuilder split = new StringBuilder("<!-- split -->\n| sample | frame | a | b |\n");
    split.append("|---|---|---|---|\n");
    for (Sample sample : samples) {
      float[] values = sample.source().read().values();
      for (int i = 0; i < values.length; i += 2) {
        String row = "| %s | %d | %s | %s |\n";
        split.append(row.formatted(sample.id(), i / 2, plain(values[i]), plain(values[i + 1])));
      }
    }
    assertThat(page.text()).contains(split);
    Origin origin = new Origin(Origin.Measured.FILES, "train", Optional.empty(), "", List.of(), "");
    SplitStatistics statistics =
        new StatisticsPass(COLUMNS, samples, 2, Progress.NONE).run(origin, StoredRows::new);
    StringBuilder table = new StringBuilder("<!-- statistics -->\n");
    table.append("| column | count | mean | deviation | min | max | zeros | median |\n");
    table.append("|---|---|---|---|---|---|---|---|\n");
    for (ColumnStatistics column : statistics.columns()) {
      Summary summary = column.summary();
      table.append(
          "| %s | %d | %s | %s | %s | %s | %d | %s |\n"
              .formatted(
                  column.name().substring(0, 1),
                  summary.count(),
                  number((float) summary.mean()),
                  number((float) summary.deviation()),
                  number((float) summary.min()),
                  number((float) summary.max()),
                  summary.zeros(),
                  number(column.quantiles().get(4).floatValue())));
    }
    assertThat(page.text()).as("%s", table).contains(table);
  }

  private static Sample sample(String id, float[] values) {
    FrameSource source =
        new FrameSource() {
          @Override
          public Layout layout() {
            return COLUMNS;
          }

          @Override
          public int frames() {
            return values.length / 2;
          }

          @Override
          public Frames read() {
            return new Frames(COLUMNS, frames(), values, 0);
          }

          @Override
          public String location() {
            return id;
          }
        };
    return new Sample(id, "", List.of("A"), source);
  }

  private static String plain(float value) {
    return value == Math.rint(value) ? Integer.toString((int) value) : Float.toString(value);
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
    return PlainGraph.run(graph, graph.initialWeights(1), inputs).get("result").floats();
  }
}
