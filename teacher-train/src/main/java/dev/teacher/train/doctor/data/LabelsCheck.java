package dev.teacher.train.doctor.data;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.teacher.features.corpus.Listing;
import dev.teacher.features.corpus.check.Finding.Topic;
import dev.teacher.features.corpus.check.SplitFacts;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether annotations are whole, unambiguous, possible for CTC, and belong to the recordings. */
final class LabelsCheck implements Check {
  /** Marks that are no signs, which filters are there for. */
  private static final String MARK = "__[A-Z0-9]+__";

  /** Tokens that a filter may delete, as a share of all, before it is found fault with. */
  private static final double MOST_FILTERED = 0.005;

  private final Looks looks;

  LabelsCheck(Looks looks) {
    this.looks = looks;
  }

  @Override
  public String id() {
    return "labels";
  }

  @Override
  public String title() {
    return "Labels";
  }

  @Override
  public String question() {
    return "Are the glosses whole and unambiguous, do they fit into the outputs, and do they belong"
        + " to the recordings?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    Look look = looks.at(patient);
    List<Finding> findings = new ArrayList<>();
    empty(look, findings);
    duplicates(look, findings);
    contradictions(look, findings);
    filtered(look, findings);
    unseen(look, findings);
    vocabulary(patient, findings);
    Optional<Association> association = association(look);
    boolean mislabelled = association.filter(a -> mislabelled(look, a, findings)).isPresent();
    tooShort(look, findings);
    if (!mislabelled) { // glosses of other recordings end anywhere
      CutOffs.find(look, association, findings);
    }
    double rank = association.map(Association::rank).orElse(Double.NaN);
    String fit =
        Double.isNaN(rank)
            ? "too few sentences to compare glosses with landmarks"
            : "%s of other sentences' glosses fit a recording better than its own (chance: 50 %%)"
                .formatted(Numbers.percent(rank));
    int sentences = patient.splits().values().stream().mapToInt(List::size).sum();
    return CheckResult.of(sentences + " sentences; " + fit, findings, List.of(splits(look)));
  }

  private static void empty(Look look, List<Finding> findings) {
    Set<String> ids = new LinkedHashSet<>();
    Set<String> places = new LinkedHashSet<>();
    look.patient()
        .splits()
        .forEach(
            (split, samples) ->
                samples.stream()
                    .filter(sample -> sample.glosses().isEmpty())
                    .forEach(
                        sample -> {
                          ids.add(sample.id());
                          places.add(split + "/" + sample.id());
                        }));
    listings(look)
        .forEach((split, listing) -> listing.empty().forEach(id -> places.add(split + "/" + id)));
    if (!places.isEmpty()) {
      findings.add(
          Finding.seen(
              FindingKind.EMPTY_REFERENCE,
              places.size() + " sentences have no gloss",
              "CTC learns to be silent where something is signed, and error rates divide by"
                  + " nothing",
              List.copyOf(places),
              ids.isEmpty()
                  ? Remedy.change("annotate them, or leave them out", "corpus.empty=drop")
                  : Remedy.without("annotate them, or leave them out", ids)));
    }
  }

  /** Of the splits whose files are listed. */
  private static Map<String, Listing> listings(Look look) {
    Map<String, Listing> listings = new TreeMap<>();
    if (look.patient().corpus() instanceof Listing.Source source) {
      for (String split : look.patient().splits().keySet()) {
        listings.put(split, look.listing(source, split));
      }
    }
    return listings;
  }

  private static void duplicates(Look look, List<Finding> findings) {
    List<String> across = look.places(Topic.ACROSS);
    List<String> places = new ArrayList<>();
    for (String place : look.places(Topic.IDS)) {
      String id = place.substring(0, place.lastIndexOf(" in "));
      // The same recording under the same name in two splits is a leak, and told as that.
      boolean isLeak = across.stream().anyMatch(a -> (a + " ").contains("/" + id + " "));
      if (!isLeak) {
        places.add(place);
      }
    }
    listings(look)
        .forEach(
            (split, listing) ->
                listing.repeated().forEach(id -> places.add(id + " twice in " + split)));
    if (!places.isEmpty()) {
      findings.add(
          Finding.seen(
              FindingKind.DUPLICATE_ID,
              places.size() + " ids stand for several sentences",
              "whatever is kept by id, frames or hypotheses, is that of another sentence",
              places,
              Remedy.of("name every sentence once")));
    }
  }

  private static void contradictions(Look look, List<Finding> findings) {
    List<String> places = look.places(Topic.CONTRADICTIONS);
    if (!places.isEmpty()) {
      Set<String> samples = new HashSet<>();
      places.forEach(
          place -> {
            for (String owner : place.split(" = ", -1)) {
              samples.add(owner.substring(owner.indexOf('/') + 1));
            }
          });
      findings.add(
          Finding.seen(
              FindingKind.CONTRADICTION,
              places.size() + " groups of sentences have the same landmarks and other glosses",
              "whatever is learned for the one is wrong for the other",
              places,
              Remedy.without("find out which annotation is right; keep one of each", samples)));
    }
  }

  private static void filtered(Look look, List<Finding> findings) {
    Map<String, Integer> deleted = new TreeMap<>();
    Set<String> rules = new TreeSet<>();
    long kept = 0;
    for (SplitFacts facts : look.report().splits().values()) {
      kept += facts.occurrences();
      facts
          .filtered()
          .forEach(
              (rule, tokens) ->
                  tokens.forEach(
                      (token, count) -> {
                        if (rule.startsWith("drop ") && !token.matches(MARK)) {
                          deleted.merge(token, count, Integer::sum);
                          rules.add(rule);
                        }
                      }));
    }
    int all = deleted.values().stream().mapToInt(n -> n).sum();
    double share = (double) all / (all + kept);
    if (share > MOST_FILTERED) {
      findings.add(
          Finding.seen(
              FindingKind.FILTERED_WORDS,
              "the filter deletes %d of %d glosses (%s), by %s"
                  .formatted(all, all + kept, Numbers.percent(share), String.join(", ", rules)),
              "what they sign is still in the recordings, and is learned as blank or as their"
                  + " neighbours",
              deleted.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList(),
              unfiltered(look.patient().experiment().section("corpus"), rules)));
    }
  }

  /** The other rules of the filter stay. */
  private static Remedy unfiltered(Config corpus, Set<String> rules) {
    String text = "delete nothing that is signed";
    if (!corpus.hasPath("drop")) {
      return Remedy.of(text + ": the corpus deletes it without a line of the configuration");
    }
    List<String> kept =
        corpus.getStringList("drop").stream()
            .filter(pattern -> !rules.contains("drop " + pattern))
            .toList();
    ConfigValue list = ConfigValueFactory.fromIterable(kept);
    return Remedy.change(text, "corpus.drop=" + list.render(ConfigRenderOptions.concise()));
  }

  private static void unseen(Look look, List<Finding> findings) {
    List<String> texts = new ArrayList<>();
    List<String> places = new ArrayList<>();
    boolean wrong = false;
    for (dev.teacher.features.corpus.check.Finding found : look.report().findings()) {
      if (found.topic() == Topic.UNSEEN) {
        texts.add(found.what());
        places.addAll(found.places());
        wrong |= found.wrong();
      }
    }
    if (!texts.isEmpty()) {
      String cause = "they cannot be recognised, and each is an error";
      Remedy remedy =
          Remedy.change(
              "put sentences with them into train, or count them as errors",
              "train.unknown-glosses=count");
      String evidence = String.join("; ", texts);
      findings.add(
          wrong
              ? Finding.seen(FindingKind.UNSEEN_GLOSSES, evidence, cause, places, remedy)
              : Finding.note(FindingKind.UNSEEN_GLOSSES, evidence, cause, places, remedy));
    }
  }

  private static void vocabulary(Patient patient, List<Finding> findings) {
    Set<String> trained = new HashSet<>();
    patient.splits().get("train").forEach(sample -> trained.addAll(sample.glosses()));
    Map<String, Set<String>> others = new HashMap<>();
    patient
        .splits()
        .forEach(
            (split, samples) ->
                samples.forEach(
                    sample ->
                        sample
                            .glosses()
                            .forEach(
                                gloss ->
                                    others
                                        .computeIfAbsent(gloss, g -> new TreeSet<>())
                                        .add(split))));
    List<String> places = new ArrayList<>();
    for (String gloss : patient.vocabulary().entries().subList(1, patient.vocabulary().size())) {
      if (!trained.contains(gloss)) {
        places.add(
            gloss
                + (others.containsKey(gloss)
                    ? ", in " + String.join(", ", others.get(gloss))
                    : ", in no split"));
      }
    }
    if (!places.isEmpty()) {
      findings.add(
          Finding.seen(
              FindingKind.TEST_VOCABULARY,
              "%d of %d glosses of the vocabulary are not in train"
                  .formatted(places.size(), patient.vocabulary().size() - 1),
              "their outputs are never trained, and what is known of the other splits leaked into"
                  + " the network",
              places,
              Remedy.of("make the vocabulary of the training split alone, and train again")));
    }
  }

  private static Optional<Association> association(Look look) {
    List<Extracts.Rows> rows =
        look.bodies().rows().get("train").stream()
            .filter(r -> !r.sample().glosses().isEmpty())
            .toList();
    long different = rows.stream().map(r -> r.sample().glosses()).distinct().count();
    if (rows.size() < Association.FEWEST || different < 5) {
      return Optional.empty();
    }
    return Optional.of(
        Association.of(rows, look.bodies().layout().width(), look.patient().subject().seed()));
  }

  /** Whether glosses do not belong to the recordings, and not for want of their ends. */
  private static boolean mislabelled(Look look, Association found, List<Finding> findings) {
    double most = look.patient().thresholds().get(Thresholds.MISLABELLED);
    boolean is = found.rank() > most && !found.isCutOff();
    if (is) {
      findings.add(
          Finding.concluded(
              FindingKind.MISLABELLED,
              "learned from the other sentences, %s of other sentences' glosses fit a recording of"
                      .formatted(Numbers.percent(found.rank()))
                  + " train better than its own (at most %s; by chance 50 %%), over %d sentences"
                      .formatted(Numbers.percent(most), found.sentences()),
              "nothing can be learned where glosses do not belong to what is signed",
              found.worst(),
              Remedy.of("compare some of these recordings with their annotations")));
    }
    return is;
  }

  private static void tooShort(Look look, List<Finding> findings) {
    for (dev.teacher.features.corpus.check.Finding found : look.report().findings()) {
      if (found.topic() == Topic.LENGTHS && found.wrong()) {
        findings.add(
            Finding.seen(
                FindingKind.TOO_SHORT,
                found.what(),
                "CTC needs an output frame a gloss and one between equal neighbours (Graves et al."
                    + " 2006); without them its loss is infinite",
                found.places(),
                Remedy.change(
                    "lower the output stride, mend the annotations, or leave them out",
                    "train.infeasible=drop")));
      }
    }
  }

  private static Exhibit splits(Look look) {
    List<List<String>> rows = new ArrayList<>();
    look.report()
        .splits()
        .forEach(
            (split, facts) ->
                rows.add(
                    List.of(
                        split,
                        "" + facts.sentences(),
                        "" + facts.signers().size(),
                        "" + facts.occurrences(),
                        "" + facts.glosses(),
                        "" + facts.unseenGlosses(),
                        facts.frames().isEmpty() ? "" : "" + facts.frames().get(1),
                        String.format(Locale.ROOT, "%.1f", facts.medianFramesPerGloss()))));
    return new Exhibit.Table(
        "Splits",
        List.of(
            "split",
            "sentences",
            "signers",
            "glosses",
            "different",
            "unseen in training",
            "frames (middle)",
            "frames a gloss (middle)"),
        rows);
  }
}
