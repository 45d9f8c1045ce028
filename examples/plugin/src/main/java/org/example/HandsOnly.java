package org.example;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.api.plugin.FeatureExtractorFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** The points of both hands as they are, and how they move from frame to frame. */
public final class HandsOnly implements FeatureExtractorFactory {
  private static final Layout COLUMNS =
      Layout.parse("hands-only: hands.left=63, hands.right=63, velocity.hands=126");

  @Override
  public String name() {
    return "hands-only";
  }

  @Override
  public String description() {
    return "both hands, with velocities";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of();
  }

  @Override
  public FeatureExtractor create(Settings settings, PluginContext context) {
    return new FeatureExtractor() {
      @Override
      public Layout input() {
        return Part.LAYOUT; // raw landmarks, 1629 columns
      }

      @Override
      public Sequence extract(Sequence landmarks) {
        Sequence hands = landmarks.segment("hands");
        return Sequence.concat(hands, hands.delta()).as(COLUMNS);
      }
    };
  }
}
