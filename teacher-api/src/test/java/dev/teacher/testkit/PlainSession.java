package dev.teacher.testkit;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.Value;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.plain.PlainPass;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Trains a graph in plain Java, in double precision but for what it keeps. */
final class PlainSession implements TrainingSession {
  private static final String TRAINED = "trained.";

  private final Graph graph;
  private final TrainingOptions options;
  private final PlainOptimizer optimizer;
  private final int classes;
  private final List<Part> waiting = new ArrayList<>();
  private Weights weights;
  private final Weights average;
  private boolean averaged; // the averages are in the weights' place now
  private boolean closed;

  PlainSession(Graph graph, Weights weights, TrainingOptions options) {
    this.graph = graph;
    this.options = options;
    this.weights = Numbers.copy(weights);
    average = Numbers.copy(weights);
    optimizer = new PlainOptimizer(graph, options);
    classes = graph.outputs().get(Recognizer.LOG_PROBS).shape().dim(2).size();
  }

  /**
   * What a batch gives for a step.
   *
   * @param losses of its samples
   * @param gradients of their sum
   * @param buffers as the batch moves them
   */
  private record Part(float[] losses, Weights gradients, Weights buffers) {}

  @Override
  public StepResult step(Batch batch, int[][] labels, double learningRate, long seed) {
    return applied(List.of(part(batch, labels, seed)), learningRate);
  }

  @Override
  public StepResult accumulate(Batch batch, int[][] labels, long seed) {
    Part part = part(batch, labels, seed);
    Mean mean = new Mean(graph, List.of(part));
    if (mean.isFinite()) {
      waiting.add(part);
    } else {
      waiting.clear();
    }
    return mean.result(mean.isFinite());
  }

  @Override
  public StepResult apply(double learningRate) {
    requireTrained();
    if (waiting.isEmpty()) {
      throw new IllegalStateException("no batch waits for a step");
    }
    List<Part> parts = List.copyOf(waiting);
    waiting.clear();
    return applied(parts, learningRate);
  }

  private Part part(Batch batch, int[][] labels, long seed) {
    requireTrained();
    PlainLosses.check(batch, labels, classes);
    PlainPass pass = PlainGraph.passInTraining(graph, weights, inputs(batch), seed);
    PlainLosses losses = PlainLosses.of(graph, pass, labels);
    return new Part(losses.losses(), pass.gradients(losses.upstream()), pass.buffers());
  }

  private StepResult applied(List<Part> parts, double rate) {
    Mean mean = new Mean(graph, parts);
    if (mean.isFinite()) {
      optimizer.step(weights, mean.gradients, mean.norm, rate);
      mean.buffers().forEach((name, value) -> set(weights.get(name), value));
      moveAverage();
    }
    return mean.result(mean.isFinite());
  }

  /** The mean over the samples of all parts. */
  private static final class Mean {
    private final Map<String, double[]> gradients = new LinkedHashMap<>();
    private final List<Part> parts;
    private final float[] losses;
    private final float[] norms;
    private final double loss;
    private final double norm;

    Mean(Graph graph, List<Part> parts) {
      this.parts = parts;
      int samples = parts.stream().mapToInt(part -> part.losses().length).sum();
      losses = new float[samples];
      norms = new float[graph.parameters().size()];
      double sum = 0;
      int next = 0;
      for (Part part : parts) {
        for (float each : part.losses()) {
          losses[next++] = each;
          sum += each;
        }
      }
      loss = sum / samples;
      double squares = 0;
      for (int p = 0; p < norms.length; p++) {
        String name = graph.parameters().get(p).name();
        double[] mean = mean(name, samples);
        gradients.put(name, mean);
        double own = 0;
        for (double g : mean) {
          own += g * g;
        }
        norms[p] = (float) Math.sqrt(own);
        squares += own;
      }
      norm = Double.isFinite(loss) ? Math.sqrt(squares) : Double.NaN;
    }

    private double[] mean(String name, int samples) {
      double[] mean = new double[parts.get(0).gradients().get(name).size()];
      for (Part part : parts) {
        float[] values = part.gradients().get(name).floats();
        for (int i = 0; i < mean.length; i++) {
          mean[i] += (double) values[i] / samples;
        }
      }
      return mean;
    }

    boolean isFinite() {
      return Double.isFinite(loss) && Double.isFinite(norm);
    }

    StepResult result(boolean applied) {
      float[] known = Double.isFinite(loss) ? norms : new float[0];
      return new StepResult(loss, losses, norm, known, applied);
    }

    /** Where the parts move the buffers to; whole numbers stay. */
    Map<String, Tensor> buffers() {
      Map<String, Tensor> buffers = new HashMap<>();
      for (String name : parts.get(0).buffers().names()) {
        Tensor first = parts.get(0).buffers().get(name);
        if (first.dtype() == DType.FLOAT32) {
          buffers.put(name, buffer(name, first));
        }
      }
      return buffers;
    }

    private Tensor buffer(String name, Tensor first) {
      double[] sums = new double[first.size()];
      for (Part part : parts) {
        float[] values = part.buffers().get(name).floats();
        for (int i = 0; i < sums.length; i++) {
          sums[i] += (double) values[i] * part.losses().length / losses.length;
        }
      }
      float[] rounded = new float[sums.length];
      for (int i = 0; i < sums.length; i++) {
        rounded[i] = (float) sums[i];
      }
      return Tensor.of(rounded, first.shape());
    }
  }

  private void moveAverage() {
    double decay = options.averageDecay();
    double share = Math.max(1 - decay, 9.0 / (10 + optimizer.steps()));
    for (Parameter p : graph.parameters()) {
      float[] mean = average.get(p.name()).floats();
      float[] now = weights.get(p.name()).floats();
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (float) (share * ((double) now[i] - mean[i]));
      }
    }
  }

  @Override
  public float[] losses(Batch batch, int[][] labels) {
    PlainLosses.check(batch, labels, classes);
    return PlainLosses.of(graph, pass(batch), labels).losses();
  }

  @Override
  public ModelOutput run(Batch batch) {
    Map<String, Tensor> outputs = pass(batch).outputs();
    Tensor values = outputs.get(Recognizer.LOG_PROBS);
    long[] lengths = outputs.get(Recognizer.OUTPUT_LENGTHS).longs();
    return new ModelOutput(values.floats(), values.shape()[1], classes, lengths);
  }

  @Override
  public Weights gradients(Batch batch, int[][] labels) {
    PlainLosses.check(batch, labels, classes);
    PlainPass pass = pass(batch);
    return pass.gradients(PlainLosses.of(graph, pass, labels).upstream());
  }

  private PlainPass pass(Batch batch) {
    return PlainGraph.pass(graph, weights, inputs(batch));
  }

  private Map<String, Tensor> inputs(Batch batch) {
    requireOpen();
    Map<String, Tensor> inputs = new HashMap<>();
    for (Map.Entry<String, Value> input : graph.inputs().entrySet()) {
      boolean isLengths = input.getValue().shape().rank() == 1;
      inputs.put(
          input.getKey(),
          isLengths
              ? Tensor.of(batch.lengths().clone(), batch.size())
              : data(batch, input.getValue().shape().dim(2).size()));
    }
    return inputs;
  }

  private static Tensor data(Batch batch, int width) {
    batch.check(width, "the network in training");
    float[] values = new float[batch.size() * batch.frames() * width];
    batch.view().get(values);
    return Tensor.of(values, batch.size(), batch.frames(), width);
  }

  @Override
  public Weights weights() {
    requireOpen();
    return Numbers.copy(weights);
  }

  @Override
  public <T> T withAverage(Supplier<T> use) {
    requireTrained();
    if (options.averageDecay() == 0) {
      return use.get();
    }
    Weights trained = weights;
    weights = Numbers.copy(trained);
    graph.parameters().forEach(p -> set(weights.get(p.name()), average.get(p.name())));
    averaged = true;
    try {
      return use.get();
    } finally {
      averaged = false;
      weights = trained;
    }
  }

  @Override
  public Weights optimizerState() {
    requireTrained();
    Weights state = optimizer.state();
    if (options.averageDecay() > 0) {
      Weights copy = Numbers.copy(weights);
      graph.parameters().forEach(p -> state.put(TRAINED + p.name(), copy.get(p.name())));
    }
    return state;
  }

  @Override
  public void restoreOptimizer(Weights state) {
    requireTrained();
    boolean averages = options.averageDecay() > 0;
    if (averages) {
      graph.parameters().forEach(p -> PlainOptimizer.requireShape(state, TRAINED + p.name(), p));
    }
    optimizer.restore(state);
    if (averages) {
      graph.parameters().forEach(p -> set(weights.get(p.name()), state.get(TRAINED + p.name())));
    }
  }

  private static void set(Tensor target, Tensor value) {
    System.arraycopy(value.floats(), 0, target.floats(), 0, target.size());
  }

  private void requireTrained() {
    requireOpen();
    if (averaged) {
      throw new IllegalStateException("the averaged weights are in use");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
