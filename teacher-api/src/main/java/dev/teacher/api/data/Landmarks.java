package dev.teacher.api.data;

/**
 * The landmarks of one recording: float32 [frames, 1629], row-major, in the order of {@link
 * Part#LAYOUT}. x and y are fractions of the picture's width and height, z is MediaPipe's relative
 * depth; a part that is missing in a frame is all zeros there. The array is handed over, not
 * copied.
 */
public final class Landmarks extends Frames {
  /**
   * @param frames number of frames, at least 1
   * @param values frames * 1629 numbers
   * @param frameRate frames a second, or 0 if unknown
   */
  public Landmarks(int frames, float[] values, double frameRate) {
    super(Part.LAYOUT, frames, values, frameRate);
  }

  /** A coordinate (0 x, 1 y, 2 z) of a landmark of a part in a frame. */
  public float at(int frame, Part part, int landmark, int coordinate) {
    return values()[frame * Part.COLUMNS + part.column(landmark, coordinate)];
  }

  /** Whether a part was found in a frame: any of its numbers is not zero. */
  public boolean isPresent(int frame, Part part) {
    int from = frame * Part.COLUMNS + part.column(0, 0);
    for (int i = from; i < from + 3 * part.count(); i++) {
      if (values()[i] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Other values at the same frame rate. */
  public Landmarks with(int newFrames, float[] newValues) {
    return new Landmarks(newFrames, newValues, frameRate().orElse(0));
  }
}
