package dev.teacher.train.doctor.fault;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.features.corpus.Listing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A corpus read through a filter that deletes glosses, and leaves out sentences that are empty
 * then.
 *
 * @param sound the corpus
 * @param deleted glosses
 */
record FilteredCorpus(CorpusReader sound, Set<String> deleted)
    implements CorpusReader, Listing.Source {
  @Override
  public List<String> splits() {
    return sound.splits();
  }

  @Override
  public List<Sample> read(String split) {
    return sound.read(split).stream()
        .map(this::filtered)
        .filter(sample -> !sample.glosses().isEmpty())
        .toList();
  }

  private Sample filtered(Sample sample) {
    List<String> glosses =
        sample.glosses().stream().filter(gloss -> !deleted.contains(gloss)).toList();
    List<GlossSegment> segments =
        sample.segments().stream().filter(segment -> !deleted.contains(segment.gloss())).toList();
    return new Sample(sample.id(), sample.signer(), glosses, segments, sample.source());
  }

  @Override
  public Listing list(String split) {
    Map<String, Map<String, Integer>> rules = new TreeMap<>();
    sound.read(split).stream()
        .flatMap(sample -> sample.glosses().stream())
        .filter(deleted::contains)
        .forEach(
            gloss ->
                rules
                    .computeIfAbsent("drop " + gloss, rule -> new TreeMap<>())
                    .merge(gloss, 1, Integer::sum));
    return Listing.ofSamples(read(split)).filteredBy(rules);
  }
}
