package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.AugmentationFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/**
 * Takes the face away for a span that begins in one of the frames where it is there. The gloss
 * stays true because the hands still sign it: the landmark detector loses faces behind hands and in
 * profile just so, and few glosses differ by the mouth alone.
 */
public final class FaceDropoutFactory implements AugmentationFactory {
  private static final Key<Double> PROBABILITY = Chance.probability(0.3);
  private static final Key<Integer> MAX_FRAMES = Spans.maxFrames(16);
  private static final Key<Double> MAX_SHARE = Spans.maxShare(0.3);

  @Override
  public String name() {
    return "face-dropout";
  }

  @Override
  public String description() {
    return "takes the face away for some frames";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(PROBABILITY, MAX_FRAMES, MAX_SHARE);
  }

  @Override
  public Augmentation create(Settings settings, PluginContext context) {
    int maxFrames = settings.get(MAX_FRAMES);
    double maxShare = settings.get(MAX_SHARE);
    return Chance.of(
        settings.get(PROBABILITY),
        (landmarks, random) -> Spans.without(landmarks, Part.FACE, maxFrames, maxShare, random));
  }
}
