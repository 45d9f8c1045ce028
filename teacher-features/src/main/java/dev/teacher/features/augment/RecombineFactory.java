package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.AugmentationFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;
import java.util.Optional;

/**
 * Puts other clips of the training split into the places of a sentence's glosses: of the same
 * gloss, by the same signer. The glosses stay true because every place keeps its gloss, in its
 * order, and the body stays that of one person; what changes is which of that person's ways of
 * signing the gloss is seen, and between which neighbours. (Cross-modality augmentation, Pu et al.
 * 2020, changes glosses and label together; here the label stays.) Frames in no segment stay as
 * recorded. The corpus must know the segments of its glosses.
 */
public final class RecombineFactory implements AugmentationFactory {
  private static final Key<Double> PROBABILITY =
      Key.number("probability", 0.5)
          .range(0, 1)
          .meaning("share of the segments that are swapped, where there is another clip");
  private static final Key<Integer> TRANSITION =
      Key.integer("transition", 0)
          .range(0, 100)
          .meaning(
              "interpolated frames put in at both ends of a swapped segment; 0 cuts, as in"
                  + " sentences composed of clips");
  private static final Key<WithoutSegments> WITHOUT_SEGMENTS =
      Key.choice("without-segments", WithoutSegments.class, WithoutSegments.FAIL)
          .meaning("what happens where the corpus does not know any segment; skip says so once");

  /** What happens to a corpus that does not say when its glosses are signed. */
  enum WithoutSegments {
    FAIL,
    SKIP
  }

  @Override
  public String name() {
    return "recombine";
  }

  @Override
  public String description() {
    return "swaps segments for others of the same gloss and signer";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(PROBABILITY, TRANSITION, WITHOUT_SEGMENTS);
  }

  @Override
  public Augmentation create(Settings settings, PluginContext context) {
    boolean optional = settings.get(WITHOUT_SEGMENTS) == WithoutSegments.SKIP;
    return new Recombine(
        settings.get(PROBABILITY),
        settings.get(TRANSITION),
        optional ? Optional.of(context.notices()) : Optional.empty());
  }
}
