package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.AugmentationFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Takes one hand away for a span that begins in one of the frames where it is there. The gloss
 * stays true because it was signed all the same: the landmark detector loses fast and hidden hands
 * just so, and the arm is still to be seen. A span is short against a sentence, so that no sign
 * vanishes without a trace.
 */
public final class HandDropoutFactory implements AugmentationFactory {
  private static final Key<Double> PROBABILITY = Chance.probability(0.5);
  private static final Key<Integer> MAX_FRAMES = Spans.maxFrames(8);
  private static final Key<Double> MAX_SHARE = Spans.maxShare(0.2);

  @Override
  public String name() {
    return "hand-dropout";
  }

  @Override
  public String description() {
    return "takes one hand away for some frames";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(PROBABILITY, MAX_FRAMES, MAX_SHARE);
  }

  @Override
  public Augmentation create(Settings settings, PluginContext context) {
    return Chance.of(
        settings.get(PROBABILITY), new Dropout(settings.get(MAX_FRAMES), settings.get(MAX_SHARE)));
  }

  private record Dropout(int maxFrames, double maxShare) implements Augmentation {
    @Override
    public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
      Part hand = random.nextBoolean() ? Part.LEFT_HAND : Part.RIGHT_HAND;
      return Spans.without(landmarks, hand, maxFrames, maxShare, random);
    }
  }
}
