package dev.teacher.features.statistics;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Sample;
import dev.teacher.features.npy.NpyFeatures;
import dev.teacher.features.npy.PlainRows;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/** Rows as they stand in the files. */
public final class StoredRows implements RowSource {
  private final PlainRows plainRows = new PlainRows();
  private final Checksum checksum = new Checksum();

  @Override
  public int read(Sample sample, Consumer<FloatBuffer> rows) {
    checksum.reset();
    FrameSource source = sample.source();
    boolean done =
        source instanceof NpyFeatures features
            && plainRows.read(features, bytes -> take(bytes, rows));
    if (!done) {
      int width = source.layout().width();
      source.forEachChunk(
          (first, count, values) -> take(FloatBuffer.wrap(values, 0, count * width), rows));
    }
    return checksum.value();
  }

  private void take(ByteBuffer bytes, Consumer<FloatBuffer> rows) {
    rows.accept(bytes.asFloatBuffer());
    checksum.add(bytes);
  }

  private void take(FloatBuffer values, Consumer<FloatBuffer> rows) {
    checksum.add(values.duplicate());
    rows.accept(values);
  }
}
