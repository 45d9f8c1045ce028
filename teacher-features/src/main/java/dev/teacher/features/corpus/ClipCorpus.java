package dev.teacher.features.corpus;

import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.CorpusReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Isolated clips as sentences of one gloss, shared out so that train has every gloss. */
final class ClipCorpus implements CorpusReader {
  private final ClipFolder folder;
  private final ClipShares shares;
  private Map<String, List<Sample>> splits;

  ClipCorpus(ClipFolder folder, ClipShares shares) {
    this.folder = folder;
    this.shares = shares;
  }

  @Override
  public List<String> splits() {
    return shares.splits();
  }

  @Override
  public synchronized List<Sample> read(String split) {
    if (!splits().contains(split)) {
      throw Problem.data("a corpus of clips has no split " + split)
          .expected("one of " + String.join(", ", splits()))
          .remedy("name one of these; dev-share and test-share decide which there are")
          .exception();
    }
    if (splits == null) {
      splits = shareOut(folder.read());
    }
    return splits.get(split);
  }

  private Map<String, List<Sample>> shareOut(List<Sample> clips) {
    Map<String, List<Sample>> byGloss = new TreeMap<>();
    clips.forEach(
        clip -> byGloss.computeIfAbsent(clip.glosses().get(0), g -> new ArrayList<>()).add(clip));
    requireEnough(byGloss);
    Map<String, List<Sample>> result = new LinkedHashMap<>();
    splits().forEach(split -> result.put(split, new ArrayList<>()));
    byGloss.forEach(
        (gloss, own) ->
            shares.apply(gloss, own).forEach((s, share) -> result.get(s).addAll(share)));
    result.replaceAll(
        (split, own) -> own.stream().sorted(Comparator.comparing(Sample::id)).toList());
    return result;
  }

  private void requireEnough(Map<String, List<Sample>> byGloss) {
    String few =
        byGloss.entrySet().stream()
            .filter(entry -> entry.getValue().size() < shares.least())
            .map(entry -> entry.getKey() + " " + entry.getValue().size())
            .collect(Collectors.joining(", "));
    if (!few.isEmpty()) {
      throw Problem.data("glosses have too few clips")
          .where("corpus of clips, splits " + String.join(", ", splits()))
          .expected("at least " + shares.least() + " clips of every gloss, one for each split")
          .found("clips: " + few)
          .remedy("record more clips, remove these glosses, or set corpus.test-share = 0")
          .exception();
    }
  }
}
