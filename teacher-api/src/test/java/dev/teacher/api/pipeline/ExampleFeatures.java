package dev.teacher.api.pipeline;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.api.plugin.FeatureExtractorFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** Ready features; what goes wrong is configured. */
public final class ExampleFeatures implements FeatureExtractorFactory {
  private static final Key<String> FAULT = Key.text("fault", "none").meaning("what goes wrong");

  @Override
  public String name() {
    return "example";
  }

  @Override
  public String description() {
    return "passes features on, for tests";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(FAULT);
  }

  @Override
  public FeatureExtractor create(Settings settings, PluginContext context) {
    String fault = settings.get(FAULT);
    return new FeatureExtractor() {
      @Override
      public Layout input() {
        return Layout.parse("example: pose=2, hands=3");
      }

      @Override
      public Sequence extract(Sequence input) {
        return switch (fault) {
          case "unnamed" -> input.relu();
          case "slower" -> input.maxPool(2, 2).as(input.layout().orElseThrow());
          default -> input;
        };
      }
    };
  }
}
