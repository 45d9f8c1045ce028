package dev.teacher.features.augment;

import dev.teacher.api.data.Part;
import java.util.random.RandomGenerator;

/**
 * Takes the face away for a span that begins in one of the frames where it is there. The gloss
 * stays true because the hands still sign it: the landmark detector loses faces behind hands and in
 * profile just so, and few glosses differ by the mouth alone.
 */
public final class FaceDropoutFactory extends PartDropoutFactory {
  /** Called by the service loader. */
  public FaceDropoutFactory() {
    super("face-dropout", "takes the face away for some frames", 0.3, 16, 0.3);
  }

  @Override
  Part part(RandomGenerator random) {
    return Part.FACE;
  }
}
