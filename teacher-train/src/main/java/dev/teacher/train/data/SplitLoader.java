package dev.teacher.train.data;

import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Checks the samples of a split before the first step, so that nothing surprises later. */
public final class SplitLoader {
  /** What to do with a sample whose output would be shorter than CTC needs. */
  public enum Infeasible {
    /** Stop. */
    FAIL,
    /** Leave it out, and say which. */
    DROP
  }

  /** What to do with a gloss of an evaluation split that training never saw. */
  public enum UnknownGloss {
    /** Stop. */
    FAIL,
    /** Keep the sentence: the gloss cannot be recognised and counts as an error. */
    COUNT
  }

  private static final int NAMED = 8;

  /** Whoever is to correct annotations wants all of them. */
  private static final int LISTED = 1000;

  private final Vocabulary vocabulary;
  private final int stride;
  private final Consumer<String> notices;

  /**
   * @param vocabulary of the network
   * @param stride input frames an output frame
   * @param notices takes sentences for the user
   */
  public SplitLoader(Vocabulary vocabulary, int stride, Consumer<String> notices) {
    this.vocabulary = vocabulary;
    this.stride = stride;
    this.notices = notices;
  }

  /** Samples to train on: every gloss known, every output long enough. */
  public List<Item> training(String split, List<Sample> samples, Infeasible policy) {
    List<Item> items = new ArrayList<>();
    List<String> tooShort = new ArrayList<>();
    for (Sample sample : samples) {
      int[] labels = vocabulary.encode(sample);
      int needed = CtcBudget.needed(labels);
      int available = CtcBudget.available(sample.source().frames(), stride);
      if (available < needed) {
        tooShort.add(
            sample.id()
                + ": "
                + sample.source().frames()
                + " frames give "
                + available
                + ", its "
                + labels.length
                + " glosses need "
                + needed);
      } else {
        items.add(new Item(sample, labels));
      }
    }
    if (!tooShort.isEmpty() && policy == Infeasible.FAIL) {
      throw Problem.data("outputs are shorter than CTC needs")
          .where(named(tooShort, LISTED))
          .expected("at least one output frame a gloss, and one between equal neighbours")
          .found(tooShort.size() + " of " + samples.size() + " samples of split " + split)
          .remedy(
              "lower the backbone's output stride (now "
                  + stride
                  + "), correct the annotations, or set train.infeasible = drop")
          .exception();
    }
    if (!tooShort.isEmpty()) {
      notices.accept(
          "dropped "
              + tooShort.size()
              + " samples of split "
              + split
              + " whose output is shorter than CTC needs:\n"
              + named(tooShort, NAMED));
    }
    if (items.isEmpty()) {
      throw Problem.data("no sample is left to train on").where("split " + split).exception();
    }
    return items;
  }

  /** Samples to evaluate on; glosses that training never saw are refused or counted. */
  public List<Sample> evaluation(String split, List<Sample> samples, UnknownGloss policy) {
    TreeMap<String, String> unknown = new TreeMap<>();
    int occurrences = 0;
    for (Sample sample : samples) {
      for (String gloss : sample.glosses()) {
        if (!vocabulary.contains(gloss)) {
          unknown.putIfAbsent(gloss, sample.id());
          occurrences++;
        }
      }
    }
    if (!unknown.isEmpty()) {
      List<String> places = new ArrayList<>();
      unknown.forEach((gloss, id) -> places.add(gloss + " (first in sample " + id + ")"));
      if (policy == UnknownGloss.FAIL) {
        throw Problem.data("split " + split + " has glosses that training never saw")
            .where(named(places, NAMED))
            .expected("glosses of the vocabulary, " + vocabulary)
            .found(unknown.size() + " unknown glosses, " + occurrences + " occurrences")
            .remedy(
                "correct the annotations, or set train.unknown-glosses = count to keep them as"
                    + " unavoidable errors")
            .exception();
      }
      notices.accept(
          "split "
              + split
              + " has "
              + occurrences
              + " occurrences of "
              + unknown.size()
              + " glosses that training never saw; each is an unavoidable error:\n"
              + named(places, NAMED));
    }
    if (samples.isEmpty()) {
      throw Problem.data("split " + split + " is empty").exception();
    }
    return samples;
  }

  private static String named(List<String> all, int most) {
    String shown = String.join("\n", all.subList(0, Math.min(most, all.size())));
    return all.size() <= most ? shown : shown + "\nand " + (all.size() - most) + " more";
  }
}
