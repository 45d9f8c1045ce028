package dev.teacher.testkit;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingBackendFactory;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import java.util.List;

/** Makes the training backend {@code plain}: no engine, and small networks only. */
public final class PlainBackendFactory implements TrainingBackendFactory {
  /** The largest network, in trained numbers: a step of it takes seconds. */
  static final long MOST_PARAMETERS = 2_000_000;

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String description() {
    return "trains small networks in plain Java, to hold engines against";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of();
  }

  @Override
  public TrainingBackend create(Settings settings, PluginContext context) {
    return PlainBackendFactory::open;
  }

  private static TrainingSession open(Graph graph, Weights weights, TrainingOptions options) {
    if (graph.parameterCount() > MOST_PARAMETERS) {
      throw Problem.usage("the network is too large for plain Java")
          .where("train.backend")
          .expected(MOST_PARAMETERS + " trained numbers at most")
          .found(graph.parameterCount())
          .remedy("train a smaller network, or train it with another backend")
          .exception();
    }
    graph.check(weights, "the first weights");
    return new PlainSession(graph, weights, options);
  }
}
