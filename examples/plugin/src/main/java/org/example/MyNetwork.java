package org.example;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

public final class MyNetwork implements BackboneFactory {
  private static final Key<Integer> HIDDEN = Key.integer("hidden", 128).range(8, 1024).meaning("Channels.");

  @Override
  public String name() {
    return "my-network";
  }

  @Override
  public String description() {
    return "two convolutions and a GRU";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(HIDDEN);
  }

  @Override
  public Backbone create(Settings settings, PluginContext context) {
    int hidden = settings.get(HIDDEN);
    return (features, classes) ->
        features
            .conv1d("conv1", Conv.of(hidden, 5)).relu().maxPool(2, 2)
            .conv1d("conv2", Conv.of(hidden, 5)).relu().maxPool(2, 2)
            .gru("gru", hidden, true)
            .linear("head", classes);
  }
}
