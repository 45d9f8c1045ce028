package dev.teacher.features.augment;

import dev.teacher.api.data.Part;
import java.util.random.RandomGenerator;

/**
 * Takes one hand away for a span that begins in one of the frames where it is there. The gloss
 * stays true because it was signed all the same: the landmark detector loses fast and hidden hands
 * just so, and the arm is still to be seen. A span is short against a sentence, so that no sign
 * vanishes without a trace.
 */
public final class HandDropoutFactory extends PartDropoutFactory {
  /** Called by the service loader. */
  public HandDropoutFactory() {
    super("hand-dropout", "takes one hand away for some frames", 0.5, 8, 0.2);
  }

  @Override
  Part part(RandomGenerator random) {
    return random.nextBoolean() ? Part.LEFT_HAND : Part.RIGHT_HAND;
  }
}
