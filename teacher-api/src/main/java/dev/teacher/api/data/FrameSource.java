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

  /** Takes frames piece by piece. */
  @FunctionalInterface
  interface Chunk {
    /**
     * Takes some frames.
     *
     * @param first number of the first of them
     * @param count how many there are
     * @param values begins with these frames, [count, columns]; it may be filled anew for the next
     *     ones, so copy what is to be kept
     */
    void frames(int first, int count, float[] values);
  }

  /**
   * Hands the frames out in their order, piece by piece where the format allows it, so that a long
   * recording need not fit into memory. NaN and infinity are handed out like any other number where
   * {@link #read} gives the columns as they stand in the file; where it converts them, it checks.
   */
  default void forEachChunk(Chunk chunk) {
    Frames all = read();
    chunk.frames(0, all.frames(), all.values());
  }

  /** The file or folder, or what else a message should call it. */
  String location();
}
