package dev.teacher.features.corpus;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.CorpusReaderFactory;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** A folder in the layout of RWTH-PHOENIX-Weather 2014, with a file of landmarks a sentence. */
public final class PhoenixCorpusFactory implements CorpusReaderFactory {
  private static final Key<String> ROOT =
      Key.text("root", null)
          .check(root -> !root.isBlank(), "that is not empty")
          .meaning("folder of the corpus");
  private static final Key<String> ANNOTATIONS =
      Key.text("annotations", "annotations/{split}.corpus.csv")
          .check(pattern -> pattern.contains("{split}"), "with {split} in it")
          .meaning(
              "annotation file of a split, against root; PHOENIX itself:"
                  + " annotations/manual/{split}.SI5.corpus.csv");
  private static final Key<String> SEGMENTS =
      Key.text("segments", "annotations/{split}.segments.csv")
          .check(pattern -> pattern.contains("{split}"), "with {split} in it")
          .meaning(
              "file of a split that says when each gloss is signed, against root; there need not be"
                  + " one");
  private static final Key<String> FEATURES =
      Key.text("features", "features/{split}/{id}.npy")
          .check(pattern -> pattern.contains("{id}"), "with {id} in it")
          .meaning("landmarks of a sentence, against root");
  private static final Key<List<String>> SPLITS =
      Key.texts("splits", List.of("train", "dev", "test"))
          .check(splits -> !splits.isEmpty(), "of at least one name")
          .meaning("the splits it has; others may be read by name");
  private static final Key<Empty> EMPTY =
      Key.choice("empty", Empty.class, Empty.FAIL)
          .meaning("what happens with sentences in which the filter leaves no gloss");

  /** What happens with sentences without a gloss. */
  enum Empty {
    FAIL,
    DROP
  }

  @Override
  public String name() {
    return "phoenix";
  }

  @Override
  public String description() {
    return "CSV annotations id|folder|signer|annotation, one landmark file a sentence";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(
        ROOT,
        ANNOTATIONS,
        SEGMENTS,
        FEATURES,
        FrameFiles.READERS,
        SPLITS,
        EMPTY,
        UnseenSigners.SIGNERS,
        GlossFilter.PRESET,
        GlossFilter.DROP,
        GlossFilter.PREFIXES,
        GlossFilter.SUFFIXES);
  }

  @Override
  public CorpusReader create(Settings settings, PluginContext context) {
    PhoenixCorpus.Rules rules =
        new PhoenixCorpus.Rules(
            settings.get(SPLITS),
            settings.get(EMPTY) == Empty.DROP,
            new UnseenSigners(settings.get(UnseenSigners.SIGNERS)));
    return new PhoenixCorpus(
        places(settings),
        rules,
        new GlossFilter(settings),
        new FrameFiles(context, settings.get(FrameFiles.READERS)),
        context.notices());
  }

  /** Where a corpus with these settings has its files. */
  public static PhoenixPlaces places(Settings settings) {
    return new PhoenixPlaces(
        settings.path(ROOT),
        settings.get(ANNOTATIONS),
        settings.get(SEGMENTS),
        settings.get(FEATURES));
  }
}
