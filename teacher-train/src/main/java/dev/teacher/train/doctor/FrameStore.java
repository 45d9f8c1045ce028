package dev.teacher.train.doctor;

import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
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
      return Optional.of(cache.get(sample));
    } catch (TeacherException e) {
      complaints.put(sample.id(), e);
      return Optional.empty();
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
