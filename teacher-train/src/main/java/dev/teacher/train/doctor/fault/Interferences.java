package dev.teacher.train.doctor.fault;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.loop.TrainedModel;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Interferences that change one thing. */
final class Interferences {
  private Interferences() {}

  static Interference corpus(UnaryOperator<CorpusReader> change) {
    return new Interference() {
      @Override
      public CorpusReader corpus(CorpusReader configured) {
        return change.apply(configured);
      }
    };
  }

  static Interference vocabulary(UnaryOperator<Vocabulary> change) {
    return new Interference() {
      @Override
      public Vocabulary vocabulary(Vocabulary own) {
        return change.apply(own);
      }
    };
  }

  static Interference statistics(UnaryOperator<FeatureStatistics> change) {
    return new Interference() {
      @Override
      public FeatureStatistics statistics(FeatureStatistics computed) {
        return change.apply(computed);
      }
    };
  }

  static Interference network(UnaryOperator<Graph> change) {
    return new Interference() {
      @Override
      public Graph network(Graph built) {
        return change.apply(built);
      }
    };
  }

  static Interference weights(UnaryOperator<Weights> change) {
    return new Interference() {
      @Override
      public Weights weights(Graph network, Weights first) {
        return change.apply(first);
      }
    };
  }

  static Interference exported(UnaryOperator<TrainedModel> change) {
    return new Interference() {
      @Override
      public TrainedModel exported(TrainedModel examined) {
        return change.apply(examined);
      }
    };
  }

  static Interference scored(UnaryOperator<Map<String, List<List<String>>>> change) {
    return new Interference() {
      @Override
      public Map<String, List<List<String>>> scored(Map<String, List<List<String>>> pairs) {
        return change.apply(pairs);
      }
    };
  }
}
