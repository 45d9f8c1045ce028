package dev.teacher.features.statistics;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import java.util.List;

/** A sample in memory, its columns in segments of at most two. */
record Rows(String id, String signer, Layout layout, float[] values) implements FrameSource {
  static Rows of(String id, String signer, int width, float... values) {
    String segments = width == 1 ? "a=1" : "a=" + (width - 1) + ", b=1";
    return new Rows(id, signer, Layout.parse("rows: " + segments), values);
  }

  Sample sample() {
    return sample(List.of("A"));
  }

  Sample sample(List<String> glosses) {
    return new Sample(id, signer, glosses, this);
  }

  @Override
  public int frames() {
    return values.length / layout.width();
  }

  @Override
  public Frames read() {
    return new Frames(layout, frames(), values, 0);
  }

  @Override
  public String location() {
    return id + ".rows";
  }
}
