package dev.teacher.api.plugin;

import dev.teacher.api.graph.Sequence;

/** A network from features to the logits of the vocabulary. */
public interface Backbone {
  /**
   * Adds the network to the graph of {@code features}.
   *
   * @param features float32 [batch, time, columns] with a layout, normalised
   * @param classes size of the vocabulary, blank included
   * @return logits (no soft-max) [batch, time', classes]; never null
   */
  Sequence logits(Sequence features, int classes);

  /**
   * Whether the network begins by bringing its input to a mean and a spread. It then counts among
   * the normalisers, of which one standardises at most.
   */
  default boolean standardises() {
    return false;
  }
}
