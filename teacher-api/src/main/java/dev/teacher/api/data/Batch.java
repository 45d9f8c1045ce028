package dev.teacher.api.data;

import dev.teacher.api.error.Problem;
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

  /** The numbers of the batch, padding included, with a position of their own for each caller. */
  public FloatBuffer view() {
    return data.duplicate().clear().limit(elements());
  }

  /**
   * Refuses what an engine would read wrongly: other columns, impossible lengths, a buffer that
   * does not hold the batch.
   *
   * @param columns that the network takes
   * @param network the model's file, or whatever names the network in messages
   */
  public void check(int columns, Object network) {
    if (width != columns) {
      throw Problem.data("the samples have another number of columns than the network takes")
          .where(network + ", samples " + ids)
          .expected(columns + " columns")
          .found(width + " columns")
          .remedy("read them with the landmark reader and layout of the training")
          .exception();
    }
    if (size < 1 || lengths.length != size) {
      throw Problem.internal("a batch has one length a sample and one sample at least")
          .found(size + " samples and " + lengths.length + " lengths")
          .exception();
    }
    for (int i = 0; i < size; i++) {
      if (lengths[i] < 1 || lengths[i] > frames) {
        throw Problem.data("a sample has an impossible length")
            .where("sample " + ids.get(i))
            .expected("1 to " + frames + " frames")
            .found(lengths[i] + " frames")
            .exception();
      }
    }
    boolean ready =
        data.isDirect() && data.order() == ByteOrder.nativeOrder() && data.capacity() >= elements();
    if (!ready) {
      throw Problem.internal("a batch wants a direct buffer of native order that holds it")
          .expected(elements() + " numbers, " + ByteOrder.nativeOrder())
          .found(data + ", " + data.order())
          .exception();
    }
  }

  private int elements() {
    return Math.multiplyExact(Math.multiplyExact(size, frames), width);
  }
}
