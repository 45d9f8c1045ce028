package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.Augmentation;
import java.util.random.RandomGenerator;

/**
 * Gaussian noise on every landmark, independent from frame to frame. The gloss stays true because
 * the landmark detector trembles by about as much on a hand that holds still.
 */
public final class JitterFactory extends SometimesFactory {
  private static final Key<Double> DEVIATION =
      Key.number("deviation", 0.002)
          .range(0, 0.5)
          .meaning("standard deviation, as a share of the picture's width and height");

  /** Called by the service loader. */
  public JitterFactory() {
    super("jitter", "adds Gaussian noise to the landmarks", 1, DEVIATION);
  }

  @Override
  Augmentation change(Settings settings) {
    return new Jitter(settings.get(DEVIATION));
  }

  private record Jitter(double deviation) implements Augmentation {
    @Override
    public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
      float[] values = landmarks.values().clone();
      for (int frame = 0; frame < landmarks.frames(); frame++) {
        for (Part part : Part.values()) {
          if (landmarks.isPresent(frame, part)) {
            int from = frame * Part.COLUMNS + part.column(0, 0);
            for (int i = from; i < from + 3 * part.count(); i++) {
              values[i] += (float) (deviation * random.nextGaussian());
            }
          }
        }
      }
      return landmarks.with(landmarks.frames(), values);
    }
  }
}
