package dev.teacher.features.corpus.check;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.features.corpus.Listing;
import dev.teacher.features.corpus.check.Finding.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads every annotation and landmark file of a corpus and says what is wrong with them. */
public final class CorpusCheck {
  /**
   * What was found.
   *
   * @param splits in numbers; those that cannot be read are missing
   * @param findings what is wrong first
   */
  public record Report(Map<String, SplitFacts> splits, List<Finding> findings) {
    /** Whether something must be mended. */
    public boolean hasFaults() {
      return findings.stream().anyMatch(Finding::wrong);
    }
  }

  private final Expectations expectations;
  private final Map<String, Listing> listings = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final Findings findings = new Findings();

  private CorpusCheck(Expectations expectations) {
    this.expectations = expectations;
  }

  /**
   * Checks splits of a corpus.
   *
   * @param corpus one that is a {@link Listing.Source} is listed, any other read
   * @param splits train first
   */
  public static Report run(
      CorpusReader corpus, Collection<String> splits, Expectations expectations) {
    CorpusCheck check = new CorpusCheck(expectations);
    for (String split : splits) {
      try {
        check.listings.put(split, list(corpus, split));
      } catch (TeacherException e) {
        check.faults.add("split " + split + ": " + e.getMessage());
      }
    }
    return check.report();
  }

  private static Listing list(CorpusReader corpus, String split) {
    if (corpus instanceof Listing.Source source) {
      return source.list(split);
    }
    return Listing.ofSamples(corpus.read(split));
  }

  private Report report() {
    listings.forEach(
        (split, listing) -> listing.faults().forEach(f -> faults.add("split " + split + ": " + f)));
    Recordings recordings = Recordings.of(listings);
    faults.addAll(recordings.faults());
    Map<String, Integer> trained =
        listings.containsKey("train") ? SplitFacts.glosses(listings.get("train").rows()) : Map.of();
    Map<String, SplitFacts> facts = new LinkedHashMap<>();
    listings.forEach(
        (split, listing) ->
            facts.put(split, SplitFacts.of(listing, trained, recordings.rates(split))));
    findings.wrong(
        Topic.FAULTS,
        faults,
        " faults in annotations or landmark files",
        "mend each as its message says");
    missing(facts);
    strays();
    ids();
    recordings.find(findings);
    lengths();
    unseen(facts, trained);
    Spelling.find(listings, findings);
    signers();
    return new Report(facts, findings.sorted());
  }

  private void missing(Map<String, SplitFacts> facts) {
    List<String> places = new ArrayList<>();
    int all = 0;
    for (Map.Entry<String, SplitFacts> split : facts.entrySet()) {
      int count = split.getValue().withoutLandmarks();
      if (count > 0) {
        all += count;
        places.add(split.getKey() + ": " + count + " of " + split.getValue().sentences());
      }
    }
    findings.add(
        Topic.MISSING,
        true,
        all,
        places,
        " sentences have no landmark file",
        "extract the landmarks, or correct corpus.features");
  }

  private void strays() {
    List<String> strays = new ArrayList<>();
    listings.values().forEach(listing -> listing.strays().forEach(p -> strays.add(p.toString())));
    findings.wrong(
        Topic.STRAYS,
        strays,
        " landmark files belong to no sentence",
        "annotate them, or move them out of the corpus");
  }

  private void ids() {
    Map<String, List<String>> places = new TreeMap<>();
    listings.forEach(
        (split, listing) ->
            listing
                .rows()
                .forEach(
                    row -> places.computeIfAbsent(row.id(), i -> new ArrayList<>()).add(split)));
    List<String> twice = new ArrayList<>();
    places.forEach(
        (id, splits) -> {
          if (splits.size() > 1) {
            twice.add(id + " in " + String.join(", ", splits));
          }
        });
    findings.wrong(
        Topic.IDS, twice, " ids stand for several sentences", "name every sentence once");
  }

  private void lengths() {
    listings.forEach(
        (split, listing) -> {
          List<String> tooShort = new ArrayList<>();
          for (Listing.Row row : listing.rows()) {
            int needed = expectations.needed(row.glosses());
            row.landmarks()
                .map(FrameSource::frames)
                .filter(frames -> expectations.available(frames) < needed)
                .ifPresent(
                    frames ->
                        tooShort.add(
                            row.id()
                                + ": "
                                + frames
                                + " frames give "
                                + expectations.available(frames)
                                + ", needs "
                                + needed));
          }
          boolean trains = split.equals("train");
          findings.add(
              Topic.LENGTHS,
              trains && !expectations.dropsInfeasible(),
              tooShort.size(),
              tooShort,
              " sentences of " + split + " are too short for CTC at the output stride",
              trains
                  ? "lower the output stride, mend the annotations, or set train.infeasible = drop"
                  : "they cannot be recognised whole; lower the output stride");
        });
  }

  private void unseen(Map<String, SplitFacts> facts, Map<String, Integer> trained) {
    if (trained.isEmpty()) {
      return; // then train itself is a fault
    }
    facts.forEach(
        (split, fact) -> {
          List<String> glosses =
              SplitFacts.glosses(listings.get(split).rows()).keySet().stream()
                  .filter(gloss -> !trained.containsKey(gloss))
                  .sorted()
                  .toList();
          findings.add(
              Topic.UNSEEN,
              !expectations.countsUnknownGlosses(),
              glosses.size(),
              glosses,
              String.format(
                  Locale.ROOT,
                  " glosses of %s are not in train: %d occurrences, no WER below %.2f %%",
                  split,
                  fact.unseenOccurrences(),
                  100 * fact.werFloor()),
              "put sentences with them into train, or set train.unknown-glosses = count");
        });
  }

  private void signers() {
    Map<String, TreeSet<String>> splits = new TreeMap<>();
    listings.forEach(
        (split, listing) ->
            listing.rows().stream()
                .filter(row -> !row.signer().isEmpty())
                .forEach(r -> splits.computeIfAbsent(r.signer(), s -> new TreeSet<>()).add(split)));
    List<String> shared = new ArrayList<>();
    splits.forEach(
        (signer, where) -> {
          if (where.size() > 1) {
            shared.add(signer + " in " + String.join(", ", where));
          }
        });
    findings.note(
        Topic.SIGNERS,
        shared,
        " signers are in several splits",
        "to measure unseen signers, name some in corpus.unseen-signers");
  }
}
