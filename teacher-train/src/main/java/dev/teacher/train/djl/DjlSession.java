package dev.teacher.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Buffer;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.Value;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A training program in LibTorch. Every call takes its native memory from a manager of its own. */
final class DjlSession implements TrainingSession {
  private final Graph graph;
  private final TorchModule module;
  private final OptimizerState optimizer;
  private final boolean averages;
  private final int classes;
  private final List<float[]> waiting = new ArrayList<>(); // losses of what the next apply is over
  private boolean averaged; // the averages are in the parameters' place now

  DjlSession(Graph graph, TorchModule module, TrainingOptions options) {
    this.graph = graph;
    this.module = module;
    this.optimizer = new OptimizerState(graph, module, options);
    this.averages = options.averageDecay() > 0;
    this.classes = graph.outputs().get(Recognizer.LOG_PROBS).shape().dim(2).size();
  }

  @Override
  public StepResult step(Batch batch, int[][] labels, double learningRate, long seed) {
    try (NDManager scope = module.scope()) {
      NDArray[] inputs = training(scope, batch, labels, seed);
      NDArray rate = scope.create(learningRate);
      NDList result = module.call(scope, "step", true, withLabels(scope, inputs, labels, rate));
      return new StepResult(
          result.get("loss").getFloat(),
          result.get("losses").toFloatArray(),
          result.get("norm").getFloat(),
          result.get("norms").toFloatArray(),
          result.get("applied").getLong() != 0);
    }
  }

  @Override
  public StepResult accumulate(Batch batch, int[][] labels, long seed) {
    try (NDManager scope = module.scope()) {
      NDArray[] inputs = training(scope, batch, labels, seed);
      NDList result = module.call(scope, "accumulate", true, withLabels(scope, inputs, labels));
      float[] losses = result.get("losses").toFloatArray();
      boolean applied = result.get("applied").getLong() != 0;
      if (applied) {
        waiting.add(losses);
      } else {
        waiting.clear();
        module.call(scope, "drop", true, scope.create(0L));
      }
      float[] norms = result.get("norms").toFloatArray();
      for (int i = 0; i < norms.length; i++) {
        norms[i] /= losses.length;
      }
      double norm = result.get("norm").getFloat() / losses.length;
      return new StepResult(mean(losses), losses, norm, norms, applied);
    }
  }

  @Override
  public StepResult apply(double learningRate) {
    requireTrained();
    float[] losses = joined(waiting);
    if (losses.length == 0) {
      throw new IllegalStateException("no batch waits for a step");
    }
    waiting.clear();
    try (NDManager scope = module.scope()) {
      NDArray samples = scope.create((double) losses.length);
      NDList result = module.call(scope, "apply", true, samples, scope.create(learningRate));
      boolean applied = result.get("applied").getLong() != 0;
      double norm = result.get("norm").getFloat();
      float[] norms = result.get("norms").toFloatArray();
      return new StepResult(mean(losses), losses, norm, norms, applied);
    }
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int offset = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, offset, part.length);
      offset += part.length;
    }
    return all;
  }

  private static double mean(float[] losses) {
    double sum = 0;
    for (float loss : losses) {
      sum += loss;
    }
    return sum / losses.length;
  }

  /** The inputs of a batch to train on, checked, with drop-out seeded. */
  private NDArray[] training(NDManager scope, Batch batch, int[][] labels, long seed) {
    requireTrained();
    Targets.check(batch, labels, classes);
    NDArray[] inputs = inputs(graph, scope, batch);
    NDArray frames = module.call(scope, "frames", false, inputs).singletonOrThrow();
    Targets.checkFeasible(batch, labels, frames.toLongArray());
    JniUtils.setSeed(seed);
    return inputs;
  }

  @Override
  public float[] losses(Batch batch, int[][] labels) {
    Targets.check(batch, labels, classes);
    try (NDManager scope = module.scope()) {
      NDArray[] inputs = inputs(graph, scope, batch);
      NDList result = module.call(scope, "losses", false, withLabels(scope, inputs, labels));
      return result.singletonOrThrow().toFloatArray();
    }
  }

  @Override
  public ModelOutput run(Batch batch) {
    try (NDManager scope = module.scope()) {
      NDList result = module.call(scope, "forward", false, inputs(graph, scope, batch));
      NDArray values = result.get(0);
      int frames = Math.toIntExact(values.getShape().get(1));
      long[] lengths = result.get(1).toLongArray();
      return new ModelOutput(values.toFloatArray(), frames, classes, lengths);
    }
  }

  @Override
  public Weights gradients(Batch batch, int[][] labels) {
    Targets.check(batch, labels, classes);
    try (NDManager scope = module.scope()) {
      NDArray[] inputs = inputs(graph, scope, batch);
      NDList result = module.call(scope, "gradients", true, withLabels(scope, inputs, labels));
      List<String> names = graph.parameters().stream().map(Parameter::name).toList();
      return named(names, result);
    }
  }

  @Override
  public Weights weights() {
    List<String> names = new ArrayList<>();
    graph.parameters().stream().map(Parameter::name).forEach(names::add);
    graph.buffers().stream().map(Buffer::name).forEach(names::add);
    try (NDManager scope = module.scope()) {
      return named(names, module.call(scope, "tensors", true, scope.create(0L)));
    }
  }

  @Override
  public <T> T withAverage(Supplier<T> use) {
    requireTrained();
    if (!averages) {
      return use.get();
    }
    swap();
    averaged = true;
    try {
      return use.get();
    } finally {
      averaged = false;
      swap();
    }
  }

  private void swap() {
    try (NDManager scope = module.scope()) {
      module.call(scope, "swap", true, scope.create(0L));
    }
  }

  private void requireTrained() {
    if (averaged) {
      throw new IllegalStateException("the averaged weights are in use");
    }
  }

  @Override
  public Weights optimizerState() {
    requireTrained();
    Weights state = optimizer.read();
    if (averages) {
      optimizer.addTrained(state, weights());
    }
    return state;
  }

  @Override
  public void restoreOptimizer(Weights state) {
    requireTrained();
    optimizer.restore(state);
  }

  @Override
  public void close() {
    module.close();
  }

  /** In the graph's order, which may name the lengths first. */
  static NDArray[] inputs(Graph graph, NDManager scope, Batch batch) {
    return graph.inputs().values().stream()
        .map(value -> value.shape().rank() == 1 ? lengths(scope, batch) : data(scope, batch, value))
        .toArray(NDArray[]::new);
  }

  private static NDArray lengths(NDManager scope, Batch batch) {
    return TorchModule.longs(scope, batch.lengths(), batch.size());
  }

  private static NDArray data(NDManager scope, Batch batch, Value input) {
    int width = input.shape().dim(2).size();
    batch.check(width, "the network in training");
    return TorchModule.floats(scope, batch.view(), batch.size(), batch.frames(), width);
  }

  static NDArray[] withLabels(NDManager scope, NDArray[] inputs, int[][] labels, NDArray... more) {
    List<NDArray> all = new ArrayList<>(List.of(inputs));
    long[] joined = Targets.joined(labels);
    all.add(TorchModule.longs(scope, joined, joined.length));
    all.add(TorchModule.longs(scope, Targets.lengths(labels), labels.length));
    all.addAll(List.of(more));
    return all.toArray(NDArray[]::new);
  }

  private static Weights named(List<String> names, NDList arrays) {
    Weights weights = new Weights();
    for (int i = 0; i < names.size(); i++) {
      weights.put(names.get(i), tensor(arrays.get(i)));
    }
    return weights;
  }

  static Tensor tensor(NDArray array) {
    long[] sizes = array.getShape().getShape();
    int[] shape = new int[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      shape[i] = Math.toIntExact(sizes[i]);
    }
    return array.getDataType() == DataType.INT64
        ? Tensor.of(array.toLongArray(), shape)
        : Tensor.of(array.toFloatArray(), shape);
  }
}
