package dev.teacher.features.synthetic;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.Registry;
import java.util.List;

/** Synthetic corpora for tests. */
final class Corpora {
  static final List<String> SPLITS = List.of("train", "dev", "test", "test-unseen");

  private Corpora() {}

  /** A corpus of a HOCON section. */
  static SyntheticCorpus corpus(String section) {
    SyntheticCorpusFactory factory = new SyntheticCorpusFactory();
    Settings settings = Settings.of(ConfigFactory.parseString(section), "corpus", factory.keys());
    return factory.create(settings, new PluginContext(Registry.ofClassPath(), notice -> {}));
  }

  /** The samples of all splits. */
  static List<Sample> samples(SyntheticCorpus corpus) {
    return SPLITS.stream().flatMap(split -> corpus.read(split).stream()).toList();
  }
}
