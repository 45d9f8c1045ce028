package dev.teacher.train.doctor.fault;

import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.FindingKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Annotations that are wrong, and samples in the wrong split. */
final class LabelFaults {
  private LabelFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("empty references", "one", FindingKind.EMPTY_REFERENCE, empty(0)),
        Fault.of("empty references", "10 %", FindingKind.EMPTY_REFERENCE, empty(0.1)),
        Fault.of("duplicate ids", "one", FindingKind.DUPLICATE_ID, sameId(1)),
        Fault.of("duplicate ids", "20", FindingKind.DUPLICATE_ID, sameId(20)),
        Fault.of("contradicting copies", "2", FindingKind.CONTRADICTION, contradicted(2)),
        Fault.of("contradicting copies", "20", FindingKind.CONTRADICTION, contradicted(20)),
        Fault.of("shuffled labels", "all", FindingKind.MISLABELLED, shuffled(1)),
        Fault.of("shuffled labels", "60 %", FindingKind.MISLABELLED, shuffled(0.6)),
        Fault.of("unseen glosses", "10 % of dev", FindingKind.UNSEEN_GLOSSES, renamed(0.1)),
        Fault.of("unseen glosses", "half of dev", FindingKind.UNSEEN_GLOSSES, renamed(0.5)),
        Fault.of("vocabulary of other splits", "a gloss", FindingKind.TEST_VOCABULARY, larger(1)),
        Fault.of(
            "vocabulary of other splits", "10 glosses", FindingKind.TEST_VOCABULARY, larger(10)),
        Fault.of("labels too long", "one", FindingKind.TOO_SHORT, longer(0)),
        Fault.of("labels too long", "10 %", FindingKind.TOO_SHORT, longer(0.1)),
        Fault.of("training clips in dev", "10 %", FindingKind.LEAKED_CLIPS, leaked(0.1)),
        Fault.of("training clips in dev", "all", FindingKind.LEAKED_CLIPS, leaked(1)),
        Fault.of(
            "training signers among the unseen",
            "20 %",
            FindingKind.LEAKED_SIGNERS,
            knownSigner(0.2)),
        Fault.of(
            "training signers among the unseen",
            "all",
            FindingKind.LEAKED_SIGNERS,
            knownSigner(1)));
  }

  private static UnaryOperator<Case> empty(double share) {
    return ChangedCorpus.each(Set.of("train"), share, sample -> withGlosses(sample, List.of()));
  }

  private static Sample withGlosses(Sample sample, List<String> glosses) {
    return new Sample(sample.id(), sample.signer(), glosses, sample.source());
  }

  private static UnaryOperator<Case> sameId(int count) {
    return ChangedCorpus.in(
        "train",
        (split, samples, corpus) -> {
          List<Sample> changed = new ArrayList<>(samples);
          for (int i = 0; i < count; i++) {
            Sample other = samples.get(2 * i + 1);
            changed.set(
                2 * i + 1,
                new Sample(
                    samples.get(2 * i).id(),
                    other.signer(),
                    other.glosses(),
                    other.segments(),
                    other.source()));
          }
          return changed;
        });
  }

  /** Copies of recordings under other names, with the glosses of yet others. */
  private static UnaryOperator<Case> contradicted(int count) {
    return ChangedCorpus.in(
        "train",
        (split, samples, corpus) -> {
          List<Sample> changed = new ArrayList<>(samples);
          for (int i = 0; i < count; i++) {
            Sample sample = samples.get(i);
            List<String> wrong =
                samples.stream()
                    .map(Sample::glosses)
                    .filter(glosses -> !glosses.equals(sample.glosses()))
                    .filter(glosses -> glosses.size() <= sample.glosses().size())
                    .findFirst()
                    .orElseThrow();
            changed.add(new Sample(sample.id() + "-copy", sample.signer(), wrong, sample.source()));
          }
          return changed;
        });
  }

  /** Glosses change places among a share of the samples. */
  private static UnaryOperator<Case> shuffled(double share) {
    return ChangedCorpus.in(
        "train",
        (split, samples, corpus) -> {
          Set<String> chosen = ChangedCorpus.chosen(samples, share, split);
          List<List<String>> glosses = new ArrayList<>();
          samples.stream()
              .filter(sample -> chosen.contains(sample.id()))
              .forEach(sample -> glosses.add(sample.glosses()));
          Collections.shuffle(glosses, new Random(7));
          List<Sample> changed = new ArrayList<>();
          int next = 0;
          for (Sample sample : samples) {
            changed.add(
                chosen.contains(sample.id()) ? withGlosses(sample, glosses.get(next++)) : sample);
          }
          return changed;
        });
  }

  private static UnaryOperator<Case> renamed(double share) {
    return ChangedCorpus.each(
        Set.of("dev"),
        share,
        sample -> {
          List<String> glosses = new ArrayList<>(sample.glosses());
          glosses.set(0, glosses.get(0) + "-X");
          return withGlosses(sample, glosses);
        });
  }

  /** As of a network that was made for glosses of test as well. */
  private static UnaryOperator<Case> larger(int glosses) {
    return subject ->
        subject.with(
            Interferences.vocabulary(
                own -> {
                  List<String> entries = new ArrayList<>(own.entries());
                  for (int i = 1; i <= glosses; i++) {
                    entries.add("OF-TEST-" + i);
                  }
                  return Vocabulary.ofEntries(entries, "a larger vocabulary");
                }));
  }

  private static UnaryOperator<Case> longer(double share) {
    return ChangedCorpus.each(
        Set.of("train"),
        share,
        sample -> {
          List<String> glosses = new ArrayList<>();
          while (glosses.size() <= sample.source().frames() / 2) {
            glosses.addAll(sample.glosses());
          }
          return withGlosses(sample, glosses);
        });
  }

  private static UnaryOperator<Case> leaked(double share) {
    return ChangedCorpus.in(
        "dev",
        (split, samples, corpus) -> {
          List<Sample> training = corpus.read("train");
          Set<String> chosen = ChangedCorpus.chosen(samples, share, split);
          List<Sample> changed = new ArrayList<>();
          int next = 0;
          for (Sample sample : samples) {
            Sample other = training.get(next++ % training.size());
            changed.add(
                chosen.contains(sample.id())
                    ? new Sample(
                        sample.id(),
                        other.signer(),
                        other.glosses(),
                        other.segments(),
                        other.source())
                    : sample);
          }
          return changed;
        });
  }

  private static UnaryOperator<Case> knownSigner(double share) {
    return ChangedCorpus.by(
        (split, samples, corpus) -> {
          if (!split.contains("unseen")) {
            return samples;
          }
          String signer = corpus.read("train").get(0).signer();
          Set<String> chosen = ChangedCorpus.chosen(samples, share, split);
          return samples.stream()
              .map(
                  sample ->
                      chosen.contains(sample.id())
                          ? new Sample(
                              sample.id(),
                              signer,
                              sample.glosses(),
                              sample.segments(),
                              sample.source())
                          : sample)
              .toList();
        });
  }
}
