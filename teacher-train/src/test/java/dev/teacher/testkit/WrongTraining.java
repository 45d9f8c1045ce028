package dev.teacher.testkit;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingBackendFactory;
import dev.teacher.api.plugin.TrainingSession;
import java.util.List;
import java.util.function.UnaryOperator;

/** The contract of training backends, for a backend that makes a mistake. */
final class WrongTraining extends TrainingBackendContract implements TrainingBackendFactory {
  static final TrainingBackend DJL = Engines.ofClassPath().training().get("djl");

  private final TrainingBackend backend;

  WrongTraining(TrainingBackend backend) {
    this.backend = backend;
  }

  /** Sessions in which something is wrong. */
  static WrongTraining sessions(UnaryOperator<TrainingSession> mistake) {
    return new WrongTraining((graph, weights, o) -> mistake.apply(DJL.open(graph, weights, o)));
  }

  @FunctionalInterface
  interface Step {
    TrainingSession.StepResult make(
        TrainingSession sound, Batch batch, int[][] labels, double rate, long seed);
  }

  static WrongTraining steps(Step mistake) {
    return sessions(
        session ->
            new WrongSession(session) {
              @Override
              public StepResult step(Batch batch, int[][] labels, double rate, long seed) {
                return mistake.make(sound, batch, labels, rate, seed);
              }
            });
  }

  @Override
  protected TrainingBackendFactory factory() {
    return this;
  }

  @Override
  public String name() {
    return "mistaken";
  }

  @Override
  public String description() {
    return "makes a mistake";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of();
  }

  @Override
  public TrainingBackend create(Settings settings, PluginContext context) {
    return backend;
  }
}
