package dev.teacher.api.data;

import java.util.OptionalDouble;

/**
 * What stands in a file, frame by frame: float32 [frames, columns of the layout], row-major. Either
 * {@link Landmarks} or ready features. The array is handed over, not copied.
 */
public class Frames {
  private final Layout layout;
  private final int frames;
  private final float[] values;
  private final double frameRate;

  /**
   * @param layout the columns
   * @param frames number of frames, at least 1
   * @param values frames * columns numbers
   * @param frameRate frames a second, or 0 if unknown
   */
  public Frames(Layout layout, int frames, float[] values, double frameRate) {
    if (frames < 1 || values.length != (long) frames * layout.width()) {
      throw new IllegalArgumentException(
          frames
              + " frames of "
              + layout.width()
              + " columns cannot have "
              + values.length
              + " values");
    }
    this.layout = layout;
    this.frames = frames;
    this.values = values;
    this.frameRate = frameRate;
  }

  /** The columns. */
  public Layout layout() {
    return layout;
  }

  /** The number of frames. */
  public int frames() {
    return frames;
  }

  /** The numbers themselves, not a copy. */
  public float[] values() {
    return values;
  }

  /** Frames a second, if known. */
  public OptionalDouble frameRate() {
    return frameRate > 0 ? OptionalDouble.of(frameRate) : OptionalDouble.empty();
  }
}
