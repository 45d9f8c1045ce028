package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.Augmentation;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Leaves single frames out, so that the recording gets shorter. The gloss stays true because
 * cameras and video calls drop frames just so: of two neighbours one at least stays, so every
 * movement is still there, at a lower rate for a moment. The first frame always stays, and all
 * others are equally likely to go.
 */
public final class FrameDropFactory extends SometimesFactory {
  private static final Key<Double> SHARE =
      Key.number("share", 0.1)
          .range(0, 0.5)
          .meaning("share of the frames that may be left out; never two neighbours");
  private static final Key<Integer> MIN_FRAMES =
      Key.integer("min-frames", 16)
          .range(1, 1_000_000)
          .meaning("no recording gets shorter than this");

  /** Called by the service loader. */
  public FrameDropFactory() {
    super("frame-drop", "leaves single frames out", 0.5, SHARE, MIN_FRAMES);
  }

  @Override
  Augmentation change(Settings settings) {
    return new Drop(settings.get(SHARE), settings.get(MIN_FRAMES));
  }

  private record Drop(double share, int minFrames) implements Augmentation {
    @Override
    public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
      int frames = landmarks.frames();
      boolean[] isDropped = dropped(frames, random);
      int left = left(isDropped);
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

    @Override
    public int frames(int frames, RandomGenerator random) {
      return left(dropped(frames, random));
    }

    private static int left(boolean[] isDropped) {
      int left = 0;
      for (boolean drop : isDropped) {
        left += drop ? 0 : 1;
      }
      return left;
    }

    private boolean[] dropped(int frames, RandomGenerator random) {
      boolean[] isDropped = new boolean[frames];
      int left = frames;
      // In random order and with the ends for neighbours, so that no frame is likelier to go.
      for (int frame : shuffled(frames, random)) {
        int before = frame == 1 ? frames - 1 : frame - 1;
        int after = frame == frames - 1 ? 1 : frame + 1;
        boolean isDrawn = random.nextDouble() < share;
        if (isDrawn && left > minFrames && !isDropped[before] && !isDropped[after]) {
          isDropped[frame] = true;
          left--;
        }
      }
      return isDropped;
    }

    /** All frames but the first. */
    private static int[] shuffled(int frames, RandomGenerator random) {
      int[] order = IntStream.range(1, frames).toArray();
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int frame = order[i];
        order[i] = order[j];
        order[j] = frame;
      }
      return order;
    }
  }
}
