package dev.teacher.cli;

import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.features.compose.Composer;
import dev.teacher.features.compose.Recipe;
import dev.teacher.features.corpus.ClipFolder;
import dev.teacher.features.corpus.ClipShares;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes sentences of isolated clips. */
@Command(
    name = "compose",
    description = "Make a corpus of sentences out of isolated clips, CLIPS/GLOSS/CLIP.",
    showDefaultValues = true)
final class ComposeCommand implements Callable<Integer> {
  @Mixin CommonOptions common;

  @Option(
      names = "--clips",
      required = true,
      paramLabel = "DIR",
      description = "A folder for each gloss, with its clips: files or folders of frames.")
  Path clips;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the corpus; must not hold anything.")
  Path out;

  @Option(
      names = "--sentences",
      paramLabel = "SPLIT=N",
      split = ",",
      description =
          "Sentences of splits train, dev, test, test-unseen; 0: no such split. By default"
              + " train=160,dev=40,test=40,test-unseen=40.")
  Map<String, Integer> sentences = Map.of();

  @Option(names = "--min-glosses", paramLabel = "N", description = "Fewest glosses of a sentence.")
  int minGlosses = 2;

  @Option(names = "--max-glosses", paramLabel = "N", description = "Most glosses of a sentence.")
  int maxGlosses = 5;

  @Option(
      names = "--dev-share",
      paramLabel = "X",
      description = "Share of the clips of a signer and gloss for dev, one at least.")
  double devShare = 0.15;

  @Option(
      names = "--test-share",
      paramLabel = "X",
      description = "Share of the clips of a signer and gloss for test, one at least.")
  double testShare = 0.15;

  @Option(
      names = "--signer",
      paramLabel = "REGEX",
      description = "Finds the signer in GLOSS/CLIP as its first group; none: all are one.")
  String signer;

  @Option(
      names = "--unseen-signers",
      paramLabel = "NAME",
      split = ",",
      description = "Signers for the split test-unseen alone.")
  List<String> unseenSigners = List.of();

  @Option(
      names = "--reuse-clips",
      description = "Let dev and test use clips of train where there are too few.")
  boolean reuseClips;

  @Option(names = "--keep-case", description = "Do not write glosses in capitals.")
  boolean keepCase;

  @Option(
      names = "--trim-rest",
      description = "Cut off frames without a hand at both ends of clips.")
  boolean trimRest;

  @Option(
      names = "--transition",
      paramLabel = "FRAMES",
      description = "Frames between clips, interpolated; 0: clips one behind the other.")
  int transition;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything that is drawn.")
  long seed = 1;

  record Result(String root, Map<String, Composer.Split> splits, List<String> notices) {}

  @Override
  public Integer call() {
    Console console = common.console();
    Recipe recipe = recipe();
    List<String> notices = new ArrayList<>();
    PluginContext context = new PluginContext(common.registry(), notices::add);
    List<Sample> samples = new ClipFolder(clips, !keepCase, pattern(), context).read();
    Map<String, Composer.Split> splits = Composer.write(samples, recipe, out, notices::add);
    notices.forEach(console::progress);
    console.result(new Result(out.toString(), splits, notices), text(samples.size(), splits));
    return 0;
  }

  private Recipe recipe() {
    Map<String, Integer> wanted =
        new LinkedHashMap<>(Map.of("train", 160, "dev", 40, "test", 40, "test-unseen", 40));
    wanted.putAll(sentences);
    wanted.values().removeIf(count -> count == 0);
    for (double share : new double[] {devShare, testShare}) {
      if (!(share > 0 && share <= ClipShares.MOST)) {
        throw Problem.usage("a share of the clips is out of range")
            .where("--dev-share, --test-share")
            .expected("more than 0, at most " + ClipShares.MOST)
            .found(share)
            .remedy("correct it; --sentences dev=0 leaves a split out")
            .exception();
      }
    }
    ClipShares shares = new ClipShares(devShare, testShare, seed);
    return new Recipe(
        wanted, minGlosses, maxGlosses, shares, unseenSigners, reuseClips, trimRest, transition);
  }

  private Optional<String> pattern() {
    try {
      if (signer != null && Pattern.compile(signer).matcher("").groupCount() < 1) {
        throw Problem.usage("--signer has no group")
            .expected("a regular expression with a group, such as /([^_]+)_")
            .found(signer)
            .remedy("put what is the signer's name between brackets")
            .exception();
      }
    } catch (PatternSyntaxException e) {
      throw Problem.usage("--signer is no regular expression")
          .found(e.getMessage())
          .remedy("correct it")
          .cause(e)
          .exception();
    }
    return Optional.ofNullable(signer);
  }

  private String text(int count, Map<String, Composer.Split> splits) {
    StringBuilder text = new StringBuilder("made sentences of " + count + " clips: " + out);
    splits.forEach(
        (split, what) ->
            text.append(
                String.format(
                    "%n  %-12s %d sentences, %d frames, %d glosses, %d clips used %d to %d times",
                    split,
                    what.sentences(),
                    what.frames(),
                    what.glosses(),
                    what.clips(),
                    what.fewestUses(),
                    what.mostUses())));
    return text.append("\nTry:  teacher train --config configs/real-signs.conf --set corpus.root=")
        .append(out)
        .append(testSplits(splits.keySet()))
        .toString();
  }

  /**
   * What the shipped configuration must be told where it would test on splits that are not there.
   */
  private static String testSplits(Set<String> splits) {
    List<String> tests = splits.stream().filter(split -> split.startsWith("test")).toList();
    return tests.size() == 2 ? "" : " --set 'train.test-splits=[" + String.join(",", tests) + "]'";
  }
}
