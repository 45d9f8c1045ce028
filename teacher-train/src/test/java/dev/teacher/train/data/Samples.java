package dev.teacher.train.data;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import java.util.Arrays;
import java.util.List;

/** Samples in memory: every number of a sample is its number of frames. */
public final class Samples {
  private Samples() {}

  /** A sample of so many frames. */
  public static Sample of(String id, int frames, String... glosses) {
    return new Sample(id, "Signer01", List.of(glosses), new Constant(id, frames));
  }

  private record Constant(String location, int frames) implements LandmarkSource {
    @Override
    public Landmarks read() {
      float[] values = new float[frames * Part.COLUMNS];
      Arrays.fill(values, frames);
      return new Landmarks(frames, values, 25);
    }
  }
}
