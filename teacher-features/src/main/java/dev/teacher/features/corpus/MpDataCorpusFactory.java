package dev.teacher.features.corpus;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.CorpusReaderFactory;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Isolated clips in folders of their glosses. */
public final class MpDataCorpusFactory implements CorpusReaderFactory {
  private static final Key<String> ROOT =
      Key.text("root", null)
          .check(root -> !root.isBlank(), "that is not empty")
          .meaning("folder that holds a folder of clips for each gloss");
  private static final Key<Boolean> UPPER_CASE =
      Key.flag("upper-case", true).meaning("whether glosses are written in capitals");
  private static final Key<Optional<String>> SIGNER =
      Key.optionalText("signer")
          .check(MpDataCorpusFactory::hasGroup, "that is a regular expression with a group")
          .meaning("finds the signer in GLOSS/CLIP as its first group");
  private static final Key<Double> DEV_SHARE =
      Key.number("dev-share", 0.15)
          .range(0.01, ClipShares.MOST)
          .meaning("share of a gloss's clips for dev, one at least");
  private static final Key<Double> TEST_SHARE =
      Key.number("test-share", 0.15)
          .range(0, ClipShares.MOST)
          .meaning("share of a gloss's clips for test, one at least; 0: no test split");
  private static final Key<Long> SEED =
      Key.longInteger("seed", 1L).meaning("of the draw that shares out the clips");

  @Override
  public String name() {
    return "mp-data";
  }

  @Override
  public String description() {
    return "isolated clips GLOSS/CLIP, shared out over the splits gloss by gloss";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(ROOT, FrameFiles.READERS, UPPER_CASE, SIGNER, DEV_SHARE, TEST_SHARE, SEED);
  }

  @Override
  public CorpusReader create(Settings settings, PluginContext context) {
    ClipFolder folder =
        new ClipFolder(
            settings.path(ROOT),
            settings.get(UPPER_CASE),
            settings.get(SIGNER),
            new FrameFiles(context, settings.get(FrameFiles.READERS)),
            context.notices());
    return new ClipCorpus(
        folder,
        new ClipShares(settings.get(DEV_SHARE), settings.get(TEST_SHARE), settings.get(SEED)));
  }

  private static boolean hasGroup(Optional<String> pattern) {
    try {
      return pattern.isEmpty() || Pattern.compile(pattern.get()).matcher("").groupCount() > 0;
    } catch (PatternSyntaxException e) {
      return false; // the message then says what is wanted
    }
  }
}
