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
 * Leaves single frames out, so that the recording gets shorter. The gloss stays true because
 * cameras and video calls drop frames just so: of two neighbours one at least stays, so every
 * movement is still there, at a lower rate for a moment. The first frame always stays.
 */
public final class FrameDropFactory implements AugmentationFactory {
  private static final Key<Double> PROBABILITY = Chance.probability(0.5);
  private static final Key<Double> SHARE =
      Key.number("share", 0.1)
          .range(0, 0.5)
          .meaning("share of the frames that may be left out; never two neighbours");
  private static final Key<Integer> MIN_FRAMES =
      Key.integer("min-frames", 16)
          .range(1, 1_000_000)
          .meaning("no recording gets shorter than this");

  @Override
  public String name() {
    return "frame-drop";
  }

  @Override
  public String description() {
    return "leaves single frames out";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(PROBABILITY, SHARE, MIN_FRAMES);
  }

  @Override
  public Augmentation create(Settings settings, PluginContext context) {
    return Chance.of(
        settings.get(PROBABILITY), new Drop(settings.get(SHARE), settings.get(MIN_FRAMES)));
  }

  private record Drop(double share, int minFrames) implements Augmentation {
    @Override
    public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
      int frames = landmarks.frames();
      boolean[] isDropped = new boolean[frames];
      int left = frames;
      for (int frame = 1; frame < frames && left > minFrames; frame++) {
        // drawn in every frame, so that what happens early does not move what happens late
        boolean isDrawn = random.nextDouble() < share;
        isDropped[frame] = isDrawn && !isDropped[frame - 1];
        left -= isDropped[frame] ? 1 : 0;
      }
      if (left == frames) {
        return landmarks;
      }
      float[] values = new float[left * Part.COLUMNS];
      int to = 0;
      for (int frame = 0; frame < frames; frame++) {
        if (!isDropped[frame]) {
          System.arraycopy(landmarks.values(), frame * Part.COLUMNS, values, to, Part.COLUMNS);
          to += Part.COLUMNS;
        }
      }
      return landmarks.with(left, values);
    }
  }
}
