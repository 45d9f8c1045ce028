package dev.teacher.api.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Samples side by side, padded with zeros to the longest: what engines are fed.
 *
 * @param size number of samples
 * @param frames frames of the longest
 * @param width columns
 * @param data float32 [size, frames, width] in a direct buffer of native order, position 0
 * @param lengths valid frames of each sample
 * @param ids the samples' ids, for messages
 */
public record Batch(
    int size, int frames, int width, FloatBuffer data, long[] lengths, List<String> ids) {
  public Batch {
    ids = List.copyOf(ids);
  }

  /**
   * Packs rows of frames.
   *
   * @param ids a name for each sample
   * @param rows each [frames of the sample * width], at least one frame
   * @param width columns
   */
  public static Batch of(List<String> ids, List<float[]> rows, int width) {
    if (rows.isEmpty() || ids.size() != rows.size()) {
      throw new IllegalArgumentException(ids.size() + " ids for " + rows.size() + " samples");
    }
    long[] lengths = new long[rows.size()];
    int longest = 0;
    for (int i = 0; i < lengths.length; i++) {
      int length = rows.get(i).length / width;
      if (length < 1 || length * width != rows.get(i).length) {
        throw new IllegalArgumentException(ids.get(i) + " is not whole frames of " + width);
      }
      lengths[i] = length;
      longest = Math.max(longest, length);
    }
    long bytes = 4L * rows.size() * longest * width;
    FloatBuffer data =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < lengths.length; i++) {
      data.put(i * longest * width, rows.get(i));
    }
    return new Batch(rows.size(), longest, width, data, lengths, ids);
  }
}
