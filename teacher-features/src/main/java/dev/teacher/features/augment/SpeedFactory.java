package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.Augmentation;
import java.util.random.RandomGenerator;

/**
 * The same signing faster or slower. The gloss stays true because people sign at different speeds
 * and cameras record at different rates, while order and path stay as they are. Frames between two
 * recorded ones are mixed linearly, part by part; where a part is missing in one of the two, the
 * nearer frame's part is taken as it is, so nothing is drawn towards the zeros of a missing part.
 */
public final class SpeedFactory extends SometimesFactory {
  private static final Key<Double> MIN =
      Key.number("min", 0.8).range(0.25, 4).meaning("slowest factor; 0.5 doubles the frames");
  private static final Key<Double> MAX =
      Key.number("max", 1.25).range(0.25, 4).meaning("fastest factor; 2 halves the frames");
  private static final Key<Integer> MIN_FRAMES =
      Key.integer("min-frames", 16)
          .range(1, 1_000_000)
          .meaning("no recording gets shorter than this (or than it was, if that is less)");

  /** Called by the service loader. */
  public SpeedFactory() {
    super("speed", "signs faster or slower", 1, MIN, MAX, MIN_FRAMES);
  }

  @Override
  Augmentation change(Settings settings) {
    Chance.requireOrder(settings, MIN, MAX);
    return new Speed(settings.get(MIN), settings.get(MAX), settings.get(MIN_FRAMES));
  }

  private record Speed(double min, double max, int minFrames) implements Augmentation {
    @Override
    public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
      return resample(landmarks, frames(landmarks.frames(), random));
    }

    @Override
    public int frames(int frames, RandomGenerator random) {
      double factor = Chance.between(random, min, max);
      int shortest = Math.min(minFrames, frames);
      return Math.max(shortest, (int) Math.round(frames / factor));
    }
  }

  /** The recording in another number of frames; first and last frame stay. */
  static Landmarks resample(Landmarks landmarks, int frames) {
    if (frames == landmarks.frames()) {
      return landmarks;
    }
    float[] values = new float[frames * Part.COLUMNS];
    double step = frames == 1 ? 0 : (landmarks.frames() - 1.0) / (frames - 1);
    for (int frame = 0; frame < frames; frame++) {
      double place = Math.min(frame * step, landmarks.frames() - 1.0);
      for (Part part : Part.values()) {
        mix(landmarks, place, part, values, frame);
      }
    }
    return landmarks.with(frames, values);
  }

  private static void mix(Landmarks from, double place, Part part, float[] to, int frame) {
    int before = (int) place;
    int after = Math.min(before + 1, from.frames() - 1);
    float weight = (float) (place - before);
    if (from.isPresent(before, part) != from.isPresent(after, part)) {
      weight = Math.round(weight);
    }
    int columns = part.column(0, 0);
    int a = before * Part.COLUMNS + columns;
    int b = after * Part.COLUMNS + columns;
    int target = frame * Part.COLUMNS + columns;
    for (int i = 0; i < 3 * part.count(); i++) {
      to[target + i] = (1 - weight) * from.values()[a + i] + weight * from.values()[b + i];
    }
  }
}
