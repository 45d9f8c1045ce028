package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.Augmentation;
import java.util.random.RandomGenerator;

/**
 * Another place of the camera: the picture rotated, scaled and shifted as a whole, the same in
 * every frame, around its middle. The gloss stays true because the signer does the same before a
 * camera that is tilted, nearer or farther, or beside. Rotation happens in true proportions, for
 * which the aspect of the picture is needed.
 */
public final class AffineFactory extends SometimesFactory {
  private static final Key<Double> ROTATION =
      Key.number("rotation", 8.0).range(0, 180).meaning("largest angle in degrees, either way");
  private static final Key<Double> SCALE =
      Key.number("scale", 0.1).range(0, 0.9).meaning("largest change of size, as a share");
  private static final Key<Double> SHIFT =
      Key.number("shift", 0.05)
          .range(0, 1)
          .meaning("largest shift, as a share of the picture's width and height");
  private static final Key<Double> ASPECT =
      Key.number("aspect", 1.333)
          .range(0.2, 5)
          .meaning("width of the recorded picture divided by its height");

  /** Called by the service loader. */
  public AffineFactory() {
    super("affine", "rotates, scales and shifts the picture", 1, ROTATION, SCALE, SHIFT, ASPECT);
  }

  @Override
  Augmentation change(Settings settings) {
    return new Affine(
        settings.get(ROTATION), settings.get(SCALE), settings.get(SHIFT), settings.get(ASPECT));
  }

  private record Affine(double rotation, double scale, double shift, double aspect)
      implements Augmentation {
    @Override
    public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
      double angle = Math.toRadians(Chance.between(random, -rotation, rotation));
      double size = 1 + Chance.between(random, -scale, scale);
      double dx = Chance.between(random, -shift, shift);
      double dy = Chance.between(random, -shift, shift);
      double cos = size * Math.cos(angle);
      double sin = size * Math.sin(angle);
      float[] values = landmarks.values().clone();
      for (int frame = 0; frame < landmarks.frames(); frame++) {
        for (Part part : Part.values()) {
          if (landmarks.isPresent(frame, part)) {
            int from = frame * Part.COLUMNS + part.column(0, 0);
            for (int i = from; i < from + 3 * part.count(); i += 3) {
              double x = (values[i] - 0.5) * aspect;
              double y = values[i + 1] - 0.5;
              values[i] = (float) (0.5 + dx + (cos * x - sin * y) / aspect);
              values[i + 1] = (float) (0.5 + dy + sin * x + cos * y);
              values[i + 2] *= (float) size;
            }
          }
        }
      }
      return landmarks.with(landmarks.frames(), values);
    }
  }
}
