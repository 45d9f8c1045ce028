package dev.teacher.train.djl;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.plugin.EngineTrial;
import dev.teacher.api.plugin.FiniteProbe;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** LibTorch with a fault in one operation, unless that is avoided. */
final class FaultyBackend implements TrainingBackend {
  private static final int CALLS = 50;
  private static final int NUMBERS = 1000;

  /** What is wrong. */
  enum Fault {
    /** NaN in one of fifty calls. */
    SOMETIMES_NAN,
    /** One of a thousand numbers is a tenth too large. */
    WRONG_NUMBER
  }

  private final TrainingBackend engine = new DjlBackend();
  private final String operation;
  private final Fault fault;
  private final boolean safe;
  private int calls;
  private long numbers;

  /**
   * @param operation that is wrong
   * @param safe whether it has a safe form
   */
  FaultyBackend(String operation, Fault fault, boolean safe) {
    this.operation = operation;
    this.fault = fault;
    this.safe = safe;
  }

  private boolean uses(Graph graph, TrainingOptions options) {
    return !options.avoid().contains(operation)
        && graph.nodes().stream().anyMatch(node -> node.op().operation().equals(operation));
  }

  private boolean isNanNow() {
    return fault == Fault.SOMETIMES_NAN && ++calls % CALLS == 0;
  }

  @Override
  public TrainingSession open(Graph graph, Weights weights, TrainingOptions options) {
    TrainingSession session = engine.open(graph, weights, options);
    return uses(graph, options) ? new Faulty(session) : session;
  }

  @Override
  public boolean hasSafeForm(String name) {
    return safe || !name.equals(operation);
  }

  @Override
  public Optional<FiniteProbe> probe(
      Graph graph,
      Weights weights,
      TrainingOptions options,
      Batch batch,
      int[][] labels,
      long seed) {
    if (!uses(graph, options) || !isNanNow()) {
      return engine.probe(graph, weights, options, batch, labels, seed);
    }
    List<Node> wrong =
        graph.nodes().stream().filter(n -> n.op().operation().equals(operation)).toList();
    return Optional.of(new FiniteProbe(wrong, List.of(), new float[] {Float.NaN}));
  }

  @Override
  public Optional<EngineTrial> trial(Graph piece, TrainingOptions options) {
    EngineTrial trial = engine.trial(piece, options).orElseThrow();
    return Optional.of(uses(piece, options) ? new FaultyTrial(trial) : trial);
  }

  private final class FaultyTrial implements EngineTrial {
    private final EngineTrial trial;

    FaultyTrial(EngineTrial trial) {
      this.trial = trial;
    }

    @Override
    public Outcome run(Map<String, Tensor> inputs, Tensor upstream, float soil, int repeats) {
      Outcome outcome = trial.run(inputs, upstream, soil, repeats);
      float[] values = outcome.output().floats().clone();
      for (int i = 0; i < repeats; i++) {
        if (isNanNow()) {
          values[0] = Float.NaN;
        }
        numbers += values.length;
        if (fault == Fault.WRONG_NUMBER && numbers >= NUMBERS) {
          numbers -= NUMBERS;
          int largest = largest(values);
          values[largest] *= 1.1f;
        }
      }
      return new Outcome(Tensor.of(values, outcome.output().shape()), outcome.gradients());
    }

    private static int largest(float[] values) {
      int largest = 0;
      for (int i = 0; i < values.length; i++) {
        largest = Math.abs(values[i]) > Math.abs(values[largest]) ? i : largest;
      }
      return largest;
    }

    @Override
    public void close() {
      trial.close();
    }
  }

  private final class Faulty implements TrainingSession {
    private final TrainingSession session;

    Faulty(TrainingSession session) {
      this.session = session;
    }

    private StepResult refused(int samples) {
      return new StepResult(Double.NaN, new float[samples], Double.NaN, new float[0], false);
    }

    @Override
    public StepResult step(Batch batch, int[][] labels, double rate, long seed) {
      return isNanNow() ? refused(batch.size()) : session.step(batch, labels, rate, seed);
    }

    @Override
    public StepResult accumulate(Batch batch, int[][] labels, long seed) {
      return isNanNow() ? refused(batch.size()) : session.accumulate(batch, labels, seed);
    }

    @Override
    public StepResult apply(double rate) {
      return session.apply(rate);
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
}
