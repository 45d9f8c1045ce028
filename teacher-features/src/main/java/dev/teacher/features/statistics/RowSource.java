package dev.teacher.features.statistics;

import dev.teacher.api.data.Sample;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/** Where the rows of a sample come from. Each thread has its own. */
public interface RowSource {
  /**
   * Hands out the rows of a sample, in order and in pieces of whole rows; padding is none of them.
   *
   * @param sample whose rows
   * @param rows takes a piece, of any number of rows, and keeps nothing of it
   * @return checksum of what the sample's files hold, as {@link Checksum} computes it
   */
  int read(Sample sample, Consumer<FloatBuffer> rows);
}
