package dev.teacher.features.synthetic;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.CorpusReaderFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** Makes the {@code synthetic} corpus. */
public final class SyntheticCorpusFactory implements CorpusReaderFactory {
  @Override
  public String name() {
    return "synthetic";
  }

  @Override
  public String description() {
    return "seeded sentences of a made-up sign language, generated when read";
  }

  @Override
  public List<Key<?>> keys() {
    return SyntheticSettings.keys();
  }

  @Override
  public SyntheticCorpus create(Settings settings, PluginContext context) {
    return new SyntheticCorpus(SyntheticSettings.of(settings));
  }
}
