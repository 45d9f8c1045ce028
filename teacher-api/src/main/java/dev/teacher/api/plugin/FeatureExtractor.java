package dev.teacher.api.plugin;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Sequence;

/** A graph fragment from what is in a file to the features that networks see. */
public interface FeatureExtractor {
  /** The columns it wants: those of raw landmarks, or of ready features. */
  Layout input();

  /**
   * Adds the extraction to the graph.
   *
   * @param input float32 [batch, time, width of {@link #input}]
   * @return the features, same lengths, with a layout; never null
   */
  Sequence extract(Sequence input);
}
