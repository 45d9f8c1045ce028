package dev.teacher.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the optimiser keeps, read and put back bit for bit. Tensors are named {@code
 * <slot>.<parameter>} and {@code steps} (INT64, rank 0); metadata say whose they are. Where weights
 * are averaged, {@code trained.<parameter>} are the trained ones.
 */
final class OptimizerState {
  private static final String STEPS = "steps";
  private static final String OPTIMIZER = "optimizer";
  private static final String TRAINED = "trained";

  /** Whose state it is where nothing says so: there was one optimiser at first. */
  private static final String UNNAMED = "adamw";

  private final Graph graph;
  private final TorchModule module;
  private final Optimizer optimizer;
  private final boolean averages;

  OptimizerState(Graph graph, TorchModule module, TrainingOptions options) {
    this.graph = graph;
    this.module = module;
    this.optimizer = options.optimizer();
    this.averages = options.averageDecay() > 0;
    try (NDManager scope = module.scope()) {
      module.call(scope, "prepare", true, scope.create(0L));
    }
  }

  Weights read() {
    Weights state = new Weights();
    state.putMetadata(OPTIMIZER, optimizer.name());
    List<String> slots = optimizer.slots();
    long offset = 0;
    for (Parameter parameter : graph.parameters()) {
      try (NDManager scope = module.scope()) {
        NDArray range = range(scope, parameter, offset);
        NDList moments = slots.isEmpty() ? null : module.call(scope, "moments", true, range);
        for (int i = 0; i < slots.size(); i++) {
          float[] values = moments.get(i).toFloatArray();
          state.put(name(slots.get(i), parameter), Tensor.of(values, parameter.sizes()));
        }
      }
      offset += Tensor.elements(parameter.sizes());
    }
    try (NDManager scope = module.scope()) {
      NDArray steps = module.call(scope, "steps", true, scope.create(0L)).singletonOrThrow();
      state.put(STEPS, Tensor.scalar((long) steps.getFloat()));
    }
    return state;
  }

  /** Puts the trained weights beside what the optimiser keeps. */
  void addTrained(Weights state, Weights weights) {
    for (Parameter parameter : graph.parameters()) {
      state.put(name(TRAINED, parameter), weights.get(parameter.name()));
    }
  }

  void restore(Weights state) {
    check(state);
    restoreMoments(state);
    for (int i = 0; averages && i < graph.parameters().size(); i++) {
      try (NDManager scope = module.scope()) {
        NDArray values = moment(scope, state.get(name(TRAINED, graph.parameters().get(i))));
        module.call(scope, "set_parameter", true, scope.create((long) i), values);
      }
    }
  }

  private void restoreMoments(Weights state) {
    long offset = 0;
    for (Parameter parameter : graph.parameters()) {
      try (NDManager scope = module.scope()) {
        List<NDArray> arguments = new ArrayList<>(List.of(range(scope, parameter, offset)));
        for (String slot : optimizer.slots()) {
          arguments.add(moment(scope, state.get(name(slot, parameter))));
        }
        if (arguments.size() > 1) {
          module.call(scope, "set_moments", true, arguments.toArray(NDArray[]::new));
        }
      }
      offset += Tensor.elements(parameter.sizes());
    }
    try (NDManager scope = module.scope()) {
      module.call(scope, "set_steps", true, scope.create((float) state.get(STEPS).longs()[0]));
    }
  }

  /** Everything is checked first, so that a wrong state changes nothing. */
  private void check(Weights state) {
    String owner = state.metadata().getOrDefault(OPTIMIZER, UNNAMED);
    if (!owner.equals(optimizer.name())) {
      throw Problem.usage("the optimiser's state is that of another optimiser")
          .where("train.optimizer.type")
          .expected(owner + ", with which this run began")
          .found(optimizer.name())
          .remedy(
              "resume with train.optimizer.type = "
                  + owner
                  + ", or begin another run from these"
                  + " weights with teacher import")
          .exception();
    }
    Parameter any = graph.parameters().get(0);
    if (state.contains(name(TRAINED, any)) != averages) {
      throw Problem.usage("the run and the configuration differ in averaging weights")
          .where("train.weight-average.decay")
          .expected(averages ? "0, with which this run began" : "above 0, as this run began")
          .found(averages ? "above 0" : "0")
          .remedy(
              "resume with what the run began with, or begin another run from its weights with"
                  + " teacher import")
          .exception();
    }
    List<String> slots = new ArrayList<>(optimizer.slots());
    if (averages) {
      slots.add(TRAINED);
    }
    for (Parameter parameter : graph.parameters()) {
      for (String slot : slots) {
        int[] shape = state.get(name(slot, parameter)).shape();
        if (!Arrays.equals(shape, parameter.sizes())) {
          throw Problem.data("the optimiser's state does not fit the network")
              .where(name(slot, parameter))
              .expected(Arrays.toString(parameter.sizes()))
              .found(Arrays.toString(shape))
              .remedy("resume with the configuration with which this run began")
              .exception();
        }
      }
    }
    state.get(STEPS);
  }

  private static String name(String slot, Parameter parameter) {
    return slot + "." + parameter.name();
  }

  private static NDArray range(NDManager scope, Parameter parameter, long offset) {
    return TorchModule.longs(scope, new long[] {offset, Tensor.elements(parameter.sizes())}, 2);
  }

  private static NDArray moment(NDManager scope, Tensor tensor) {
    return TorchModule.floats(scope, FloatBuffer.wrap(tensor.floats()), tensor.size());
  }
}
