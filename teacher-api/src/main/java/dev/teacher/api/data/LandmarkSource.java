package dev.teacher.api.data;

/** Landmarks that can be read when needed; the number of frames is known before. */
public interface LandmarkSource {
  /** The number of frames, at least 1. */
  int frames();

  /**
   * Reads the landmarks: checked, finite. Fails with a data problem that names file, frame and
   * column.
   */
  Landmarks read();

  /** The file or folder, or what else a message should call it. */
  String location();
}
