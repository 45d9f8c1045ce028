package dev.teacher.features.compose;

import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Which clips each split may use. Clips of one signer and gloss are shared out so that train has
 * some and no clip is in two splits; too few for that are all in train, or, where clips may be used
 * again, in every split.
 */
final class ClipPools {
  /** The splits of a composed corpus: those that training wants, and one of unseen signers. */
  static final List<String> SPLITS = List.of("train", "dev", "test", "test-unseen");

  private static final String UNSEEN = "test-unseen";

  private final Recipe recipe;
  private final Consumer<String> notices;
  private final Map<String, List<Sample>> pools = new LinkedHashMap<>();

  private ClipPools(Recipe recipe, Consumer<String> notices) {
    this.recipe = recipe;
    this.notices = notices;
    SPLITS.forEach(split -> pools.put(split, new ArrayList<>()));
  }

  /**
   * Shares out clips.
   *
   * @param clips samples of one gloss
   * @param notices hears which clips could not be used as wished
   */
  static Map<String, List<Sample>> of(List<Sample> clips, Recipe recipe, Consumer<String> notices) {
    ClipPools pools = new ClipPools(recipe, notices);
    pools.requireKnownSigners(clips);
    pools.shareOutSeen(clips);
    pools.shareOutUnseen(clips);
    pools.requireClips();
    return pools.pools;
  }

  private void requireKnownSigners(List<Sample> clips) {
    Set<String> signers = clips.stream().map(Sample::signer).collect(Collectors.toSet());
    if (!signers.containsAll(recipe.unseenSigners())) {
      throw Problem.usage("an unseen signer has no clips")
          .expected("signers of " + new TreeSet<>(signers))
          .found(recipe.unseenSigners())
          .remedy("name signers as the clips do; --signer says where the name stands")
          .exception();
    }
  }

  private void shareOutSeen(List<Sample> clips) {
    Map<String, List<Sample>> kinds = new TreeMap<>();
    for (Sample clip : clips) {
      if (!recipe.unseenSigners().contains(clip.signer())) {
        kinds.computeIfAbsent(kind(clip), k -> new ArrayList<>()).add(clip);
      }
    }
    List<String> few = new ArrayList<>();
    kinds.forEach(
        (kind, own) -> {
          if (own.size() >= recipe.shares().least()) {
            recipe.shares().apply(kind, own).forEach((split, some) -> add(split, some));
            return;
          }
          few.add(kind + " " + own.size());
          List<String> splits = recipe.reuseClips() ? recipe.shares().splits() : List.of("train");
          splits.forEach(split -> add(split, own));
        });
    if (!few.isEmpty()) {
      notices.accept(
          "fewer than "
              + recipe.shares().least()
              + " clips of a signer and gloss: "
              + (recipe.reuseClips()
                  ? "the same clips are in train, dev and test, whose error rates are too good: "
                  : "these are in train alone: ")
              + String.join(", ", few));
    }
  }

  /** Clips of unseen signers, of glosses that train has. */
  private void shareOutUnseen(List<Sample> clips) {
    if (recipe.unseenSigners().isEmpty()) {
      add(UNSEEN, pools.get("test"));
      if (recipe.sentences().containsKey(UNSEEN)) {
        notices.accept(
            "no unseen signers are named: "
                + UNSEEN
                + " has other sentences of the signers and clips of test, and says nothing about"
                + " signers that training never saw");
      }
      return;
    }
    Set<String> trained = new TreeSet<>();
    pools.get("train").forEach(clip -> trained.addAll(clip.glosses()));
    int left = 0;
    for (Sample clip : clips) {
      if (recipe.unseenSigners().contains(clip.signer())) {
        boolean known = trained.containsAll(clip.glosses());
        left += known ? 0 : 1;
        if (known) {
          pools.get(UNSEEN).add(clip);
        }
      }
    }
    if (left > 0) {
      notices.accept("left out " + left + " clips of unseen signers: train has not their glosses");
    }
  }

  private void requireClips() {
    for (String split : recipe.sentences().keySet()) {
      if (pools.get(split).isEmpty()) {
        throw Problem.data("no clips are left for " + split)
            .expected(
                "a signer and gloss with at least "
                    + recipe.shares().least()
                    + " clips, one for each split")
            .found("fewer clips of every signer and gloss")
            .remedy(
                "record more clips, or let dev and test use those of train: --reuse-clips (their"
                    + " error rates are then too good)")
            .exception();
      }
    }
  }

  private void add(String split, List<Sample> clips) {
    pools.get(split).addAll(clips);
  }

  private static String kind(Sample clip) {
    String gloss = clip.glosses().get(0);
    return clip.signer().isEmpty() ? gloss : clip.signer() + "/" + gloss;
  }
}
