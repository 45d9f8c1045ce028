package dev.teacher.api.plugin;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.graph.Sequence;
import java.nio.file.Path;
import java.util.Optional;

/** A graph fragment that brings features into a range that networks like. */
public interface Normalizer {
  /**
   * Whether it standardises (brings to a mean and a spread) or only bounds. A chain may hold one
   * that does.
   */
  boolean standardises();

  /** Whether {@link #normalize} needs statistics of the training split. */
  boolean needsStatistics();

  /**
   * The file or folder that the statistics are to be taken from, rather than computed when a
   * training begins; only where {@link #needsStatistics}. They are checked before they get here.
   */
  default Optional<Path> storedStatistics() {
    return Optional.empty();
  }

  /**
   * Adds the normalisation to the graph.
   *
   * @param features float32 [batch, time, columns]
   * @param statistics of just these features; present if {@link #needsStatistics}
   * @return the same columns, same lengths; never null
   */
  Sequence normalize(Sequence features, Optional<FeatureStatistics> statistics);
}
