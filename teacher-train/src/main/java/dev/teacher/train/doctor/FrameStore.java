package dev.teacher.train.doctor;

import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.train.data.FrameCache;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The frames of samples, and what those that cannot be read complain of. */
public final class FrameStore {
  private final FrameCache cache;
  private final Map<String, TeacherException> complaints = new LinkedHashMap<>();
  private final Set<String> finite = new HashSet<>();

  FrameStore(Layout columns) {
    this.cache = FrameCache.ofHeap(columns);
  }

  /** A sample's frames; empty where they cannot be read, which is remembered. */
  public Optional<Frames> frames(Sample sample) {
    if (complaints.containsKey(sample.id())) {
      return Optional.empty();
    }
    try {
      Frames frames = cache.get(sample);
      if (!finite.contains(sample.source().location())) {
        requireFinite(sample, frames);
        finite.add(sample.source().location());
      }
      return Optional.of(frames);
    } catch (TeacherException e) {
      complaints.put(sample.id(), e);
      return Optional.empty();
    }
  }

  /** Readers of files refuse what is not finite; a reader of somebody else's may not. */
  private static void requireFinite(Sample sample, Frames frames) {
    float[] values = frames.values();
    float sum = 0;
    for (float value : values) {
      sum += value * 0; // a finite number times 0 is 0
    }
    if (sum == 0) {
      return;
    }
    int width = frames.layout().width();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw Problem.nonFinite("a landmark or feature is not a finite number")
            .where(
                "sample %s, %s: frame %d, column %d, %s"
                    .formatted(
                        sample.id(),
                        sample.source().location(),
                        i / width,
                        i % width,
                        frames.layout().columnName(i % width)))
            .expected("finite numbers")
            .found(values[i])
            .remedy("mend or leave out this recording")
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
