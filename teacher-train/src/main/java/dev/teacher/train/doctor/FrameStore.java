package dev.teacher.train.doctor;

import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.train.data.FrameCache;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The frames of samples, and what those that cannot be read complain of. */
public final class FrameStore {
  private final FrameCache cache;
  private final Map<String, TeacherException> complaints = new LinkedHashMap<>();

  FrameStore(Layout columns) {
    this.cache = FrameCache.ofHeap(columns);
  }

  /** A sample's frames; empty where they cannot be read, which is remembered. */
  public Optional<Frames> frames(Sample sample) {
    if (complaints.containsKey(sample.id())) {
      return Optional.empty();
    }
    try {
      Frames read = cache.get(sample);
      requireFinite(sample, read);
      return Optional.of(read);
    } catch (TeacherException e) {
      complaints.put(sample.id(), e);
      return Optional.empty();
    }
  }

  /** Readers of files refuse what is not finite; a reader of somebody else's may not. */
  private static void requireFinite(Sample sample, Frames read) {
    float[] values = read.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        int width = read.layout().width();
        throw Problem.data("a number is not finite")
            .where(
                "sample %s, frame %d, column %d (%s), %s"
                    .formatted(
                        sample.id(),
                        i / width,
                        i % width,
                        read.layout().columnName(i % width),
                        sample.source().location()))
            .expected("finite numbers")
            .found(values[i])
            .remedy("mend the file, or leave the sample out")
            .exception();
      }
    }
  }

  /** The same frames for those who need all of them. */
  public FrameCache cache() {
    return cache;
  }

  /** By sample, why it could not be read. */
  public Map<String, TeacherException> complaints() {
    return complaints;
  }
}
