package dev.teacher.train.engine;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A session whose steps that are not finite are judged: where it was the engine's fault, it goes on
 * in the safe form, from that very step.
 */
final class WatchedSession implements TrainingSession {
  private final CheckedBackend backend;
  private final Graph graph;
  private final List<Waiting> waiting = new ArrayList<>(); // for the next apply
  private TrainingOptions options;
  private TrainingSession session;

  private record Waiting(Batch batch, int[][] labels, long seed) {}

  WatchedSession(
      CheckedBackend backend, Graph graph, TrainingOptions options, TrainingSession session) {
    this.backend = backend;
    this.graph = graph;
    this.options = options;
    this.session = session;
  }

  @Override
  public StepResult step(Batch batch, int[][] labels, double learningRate, long seed) {
    StepResult result = session.step(batch, labels, learningRate, seed);
    return result.applied() || !isMended(batch, labels, seed)
        ? result
        : session.step(batch, labels, learningRate, seed);
  }

  @Override
  public StepResult accumulate(Batch batch, int[][] labels, long seed) {
    StepResult result = session.accumulate(batch, labels, seed);
    if (!result.applied() && isMended(batch, labels, seed)) {
      waiting.forEach(w -> session.accumulate(w.batch(), w.labels(), w.seed()));
      result = session.accumulate(batch, labels, seed);
    }
    if (result.applied()) {
      waiting.add(new Waiting(batch, labels, seed));
    } else {
      waiting.clear();
    }
    return result;
  }

  @Override
  public StepResult apply(double learningRate) {
    waiting.clear();
    return session.apply(learningRate);
  }

  /** Whether the engine was to blame; then the session is one that avoids what failed. */
  private boolean isMended(Batch batch, int[][] labels, long seed) {
    Weights trained = session.weights();
    Blame blame = Blame.of(backend.unchecked(), graph, trained, options, batch, labels, seed);
    if (!blame.engine()) {
      return false;
    }
    EngineFault fault = blame.fault().orElseThrow();
    backend.failed(fault);
    reopen(fault);
    return true;
  }

  private void reopen(EngineFault fault) {
    Weights average = session.withAverage(session::weights);
    Weights state = session.optimizerState();
    if (fault.operation().equals(Blame.EVERY_OPERATION)) {
      options = Blame.safeForm(backend, graph, options);
    } else {
      Set<String> avoid = new HashSet<>(options.avoid());
      avoid.add(fault.operation());
      options = options.avoiding(avoid);
    }
    TrainingSession before = session;
    session = backend.unchecked().open(graph, average, options);
    before.close();
    session.restoreOptimizer(state);
  }

  @Override
  public float[] losses(Batch batch, int[][] labels) {
    return session.losses(batch, labels);
  }

  @Override
  public ModelOutput run(Batch batch) {
    return session.run(batch);
  }

  @Override
  public Weights gradients(Batch batch, int[][] labels) {
    return session.gradients(batch, labels);
  }

  @Override
  public Weights weights() {
    return session.weights();
  }

  @Override
  public <T> T withAverage(Supplier<T> use) {
    return session.withAverage(use);
  }

  @Override
  public Weights optimizerState() {
    return session.optimizerState();
  }

  @Override
  public void restoreOptimizer(Weights state) {
    session.restoreOptimizer(state);
  }

  @Override
  public void close() {
    session.close();
  }
}
