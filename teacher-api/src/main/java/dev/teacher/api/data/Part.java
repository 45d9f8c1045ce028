package dev.teacher.api.data;

import java.util.Arrays;

/**
 * The parts of MediaPipe Holistic's 543 landmarks, in their order. A part that was not found in a
 * frame is all zeros there.
 */
public enum Part {
  /** BlazePose's 33 body landmarks. */
  POSE("pose", 0, 33),
  /** The 468 points of the face mesh. */
  FACE("face", 33, 468),
  /** The signer's left hand. */
  LEFT_HAND("hands.left", 501, 21),
  /** The signer's right hand. */
  RIGHT_HAND("hands.right", 522, 21);

  /** The number of landmarks of a frame. */
  public static final int LANDMARKS = 543;

  /** The number of columns of a frame: x, y, z of every landmark. */
  public static final int COLUMNS = 3 * LANDMARKS;

  /** The raw landmarks of a frame, landmark by landmark, x y z each. */
  public static final Layout LAYOUT =
      new Layout(
          "mediapipe-1629",
          Arrays.stream(values()).map(p -> new Layout.Segment(p.segment, 3 * p.count)).toList());

  private final String segment;
  private final int first;
  private final int count;

  Part(String segment, int first, int count) {
    this.segment = segment;
    this.first = first;
    this.count = count;
  }

  /** The name of the part's segment in {@link #LAYOUT}. */
  public String segment() {
    return segment;
  }

  /** The index of its first landmark. */
  public int first() {
    return first;
  }

  /** The number of its landmarks. */
  public int count() {
    return count;
  }

  /** The column of a coordinate (0 x, 1 y, 2 z) of a landmark of this part. */
  public int column(int landmark, int coordinate) {
    return 3 * (first + landmark) + coordinate;
  }
}
