package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.Augmentation;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Takes all parts away for some spans, as SpecAugment (Park et al. 2019) does with speech. The
 * gloss stays true because a span is short against a sign, whose beginning or end is still to be
 * seen; the sentence around it tells the rest. All spans together hide no more than a share of the
 * frames in which something was found, so never all of them.
 */
public final class TimeMaskFactory extends SometimesFactory {
  private static final Key<Integer> SPANS =
      Key.integer("spans", 2).range(1, 100).meaning("number of spans; they may overlap");
  private static final Key<Integer> MAX_FRAMES = Spans.maxFrames(5);
  private static final Key<Double> MAX_SHARE =
      Key.number("max-share", 0.2)
          .range(0, 0.5)
          .meaning("largest share of the frames with a person that all spans together may hide");

  /** Called by the service loader. */
  public TimeMaskFactory() {
    super(
        "time-mask",
        "takes all parts away for some spans of frames",
        0.5,
        SPANS,
        MAX_FRAMES,
        MAX_SHARE);
  }

  @Override
  Augmentation change(Settings settings) {
    return new Mask(settings.get(SPANS), settings.get(MAX_FRAMES), settings.get(MAX_SHARE));
  }

  private record Mask(int spans, int maxFrames, double maxShare) implements Augmentation {
    @Override
    public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
      int frames = landmarks.frames();
      boolean[] isShown = new boolean[frames];
      int shown = 0;
      for (int frame = 0; frame < frames; frame++) {
        int at = frame;
        isShown[at] = Arrays.stream(Part.values()).anyMatch(p -> landmarks.isPresent(at, p));
        shown += isShown[at] ? 1 : 0;
      }
      int allowed = (int) (maxShare * shown); // at most half, so never all
      if (allowed == 0) {
        return landmarks;
      }
      float[] values = landmarks.values().clone();
      for (int i = 0; i < spans && allowed > 0; i++) {
        Spans.Span span =
            Spans.draw(frames, frame -> isShown[frame], maxFrames, random).orElseThrow();
        for (int frame = span.start(); frame < span.end() && allowed > 0; frame++) {
          allowed -= isShown[frame] ? 1 : 0;
          isShown[frame] = false;
          Arrays.fill(values, frame * Part.COLUMNS, (frame + 1) * Part.COLUMNS, 0);
        }
      }
      return landmarks.with(frames, values);
    }
  }
}
