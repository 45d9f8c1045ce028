package dev.teacher.api.data;

/**
 * Frames that can be read when needed: landmarks ({@link LandmarkSource}) or ready features. The
 * number of frames is known before.
 */
public interface FrameSource {
  /** The columns that {@link #read} gives. */
  Layout layout();

  /** The number of frames, at least 1. */
  int frames();

  /**
   * Reads the frames: checked, finite. Fails with a data problem that names file, frame and column.
   */
  Frames read();

  /** The file or folder, or what else a message should call it. */
  String location();
}
