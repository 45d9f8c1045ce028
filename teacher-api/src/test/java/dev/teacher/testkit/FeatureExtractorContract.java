package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.api.plugin.FeatureExtractorFactory;
import dev.teacher.api.plugin.PluginKind;
import org.junit.jupiter.api.Test;

/** What every feature extractor must do. Override {@link #factory}. */
public abstract class FeatureExtractorContract
    extends FragmentEngineContract<FeatureExtractor, FeatureExtractorFactory> {
  protected FeatureExtractorContract() {
    super(PluginKind.FEATURES);
  }

  @Override
  protected final Layout inputLayout() {
    return plugin().input();
  }

  @Override
  final Sequence apply(FeatureExtractor plugin, Sequence input) {
    return plugin.extract(input);
  }

  /** The data themselves stand before it. */
  @Override
  final Sequence input(Sequence input) {
    return input;
  }

  @Test
  public final void itNamesItsColumnsAndKeepsTheFrames() {
    GraphBuilder builder = new GraphBuilder();
    Sequence input = builder.inputSequence("input", inputLayout());
    Sequence features = plugin().extract(input);
    assertThat(features.layout()).isPresent();
    assertThat(features.lengths()).isEqualTo(input.lengths());
    assertThat(features.time()).isEqualTo(input.time());
  }

  @Test
  public final void itsColumnsAreThoseOfTheGraph() {
    FeatureExtractor plugin = plugin();
    Fragment fragment =
        Fragment.of(
            plugin.input(),
            input -> {
              Sequence features = plugin.extract(input);
              assertThat(features.channels()).isEqualTo(features.layout().orElseThrow().width());
              return features;
            });
    assertThat(alone(fragment, sample(4, 1)).values()).hasSize(4 * fragment.channels());
  }
}
