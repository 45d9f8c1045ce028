package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.Augmentation;
import java.util.random.RandomGenerator;

/** What makes an augmentation that takes one part away for a span of frames. */
abstract class PartDropoutFactory extends SometimesFactory {
  private final Key<Integer> maxFrames;
  private final Key<Double> maxShare;

  PartDropoutFactory(
      String name, String description, double probability, int maxFrames, double maxShare) {
    this(name, description, probability, Spans.maxFrames(maxFrames), Spans.maxShare(maxShare));
  }

  private PartDropoutFactory(
      String name,
      String description,
      double probability,
      Key<Integer> maxFrames,
      Key<Double> maxShare) {
    super(name, description, probability, maxFrames, maxShare);
    this.maxFrames = maxFrames;
    this.maxShare = maxShare;
  }

  /** The part that goes. */
  abstract Part part(RandomGenerator random);

  @Override
  final Augmentation change(Settings settings) {
    int frames = settings.get(maxFrames);
    double share = settings.get(maxShare);
    return (landmarks, random) -> without(landmarks, part(random), frames, share, random);
  }

  /**
   * The recording without a part for a span of 1 to {@code min(maxFrames, maxShare * frames)}
   * frames that begins in one of the frames where the part is there.
   */
  private static Landmarks without(
      Landmarks landmarks, Part part, int maxFrames, double maxShare, RandomGenerator random) {
    int frames = landmarks.frames();
    int longest = Math.max(1, Math.min(maxFrames, (int) (maxShare * frames)));
    return Spans.draw(frames, f -> landmarks.isPresent(f, part), longest, random)
        .map(span -> cleared(landmarks, part, span))
        .orElse(landmarks);
  }

  private static Landmarks cleared(Landmarks landmarks, Part part, Spans.Span span) {
    float[] values = landmarks.values().clone();
    for (int frame = span.start(); frame < span.end(); frame++) {
      Spans.clear(values, frame, part);
    }
    return landmarks.with(landmarks.frames(), values);
  }
}
