package dev.teacher.features.statistics;

/** Told while a pass is under way, by one thread at a time. */
@FunctionalInterface
public interface Progress {
  /** For whoever does not care. */
  Progress NONE = (done, total) -> {};

  /** So many of the samples are done. */
  void at(int done, int total);
}
