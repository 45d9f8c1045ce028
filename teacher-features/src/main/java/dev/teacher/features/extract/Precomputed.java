package dev.teacher.features.extract;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.FeatureExtractor;

/**
 * What stands in the files, as it is. Input and output float32 [batch, time, columns of the
 * layout].
 *
 * @param input the columns of the files
 */
record Precomputed(Layout input) implements FeatureExtractor {
  @Override
  public Sequence extract(Sequence features) {
    return features.as(input);
  }
}
