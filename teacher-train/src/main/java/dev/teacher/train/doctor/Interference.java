package dev.teacher.train.doctor;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.loop.TrainedModel;
import java.util.List;
import java.util.Map;

/**
 * What is done to a healthy patient on purpose, so that a doctor can be tried. A diagnosis of a
 * user's training has {@link #NONE}.
 */
public interface Interference {
  /** Leaves everything as it is. */
  Interference NONE = new Interference() {};

  /** The corpus that is read in the place of the configured one. */
  default CorpusReader corpus(CorpusReader configured) {
    return configured;
  }

  /** The vocabulary of a network that was trained elsewhere, in the place of that of training. */
  default Vocabulary vocabulary(Vocabulary own) {
    return own;
  }

  /** The statistics that normalisers get in the place of those that were computed. */
  default FeatureStatistics statistics(FeatureStatistics computed) {
    return computed;
  }

  /** The network in the place of the one that was built. */
  default Graph network(Graph built) {
    return built;
  }

  /** The weights in the place of the first ones, or of the checkpoint's. */
  default Weights weights(Graph network, Weights first) {
    return first;
  }

  /** The model that is exported in the place of the one that is examined. */
  default TrainedModel exported(TrainedModel examined) {
    return examined;
  }

  /** What a scorer makes of references and hypotheses, in the place of {@code pairs}. */
  default Map<String, List<List<String>>> scored(Map<String, List<List<String>>> pairs) {
    return pairs;
  }
}
