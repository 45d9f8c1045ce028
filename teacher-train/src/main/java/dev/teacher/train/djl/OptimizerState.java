package dev.teacher.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The moments and the step count of the optimiser, read and put back bit for bit. Tensors are named
 * {@code first.<parameter>}, {@code second.<parameter>} and {@code steps} (INT64, rank 0).
 */
final class OptimizerState {
  private static final String FIRST = "first.";
  private static final String SECOND = "second.";
  private static final String STEPS = "steps";

  private final Graph graph;
  private final TorchModule module;

  OptimizerState(Graph graph, TorchModule module) {
    this.graph = graph;
    this.module = module;
    try (NDManager scope = module.scope()) {
      module.call(scope, "prepare", true, scope.create(0L));
    }
  }

  Weights read() {
    Weights state = new Weights();
    long offset = 0;
    for (Parameter parameter : graph.parameters()) {
      try (NDManager scope = module.scope()) {
        NDList moments = module.call(scope, "moments", true, range(scope, parameter, offset));
        float[] first = moments.get(0).toFloatArray();
        state.put(FIRST + parameter.name(), Tensor.of(first, parameter.sizes()));
        float[] second = moments.get(1).toFloatArray();
        state.put(SECOND + parameter.name(), Tensor.of(second, parameter.sizes()));
      }
      offset += Tensor.elements(parameter.sizes());
    }
    try (NDManager scope = module.scope()) {
      NDArray steps = module.call(scope, "steps", true, scope.create(0L)).singletonOrThrow();
      state.put(STEPS, Tensor.scalar((long) steps.getFloat()));
    }
    return state;
  }

  void restore(Weights state) {
    check(state);
    long offset = 0;
    for (Parameter parameter : graph.parameters()) {
      try (NDManager scope = module.scope()) {
        NDArray first = moment(scope, state.get(FIRST + parameter.name()));
        NDArray second = moment(scope, state.get(SECOND + parameter.name()));
        module.call(scope, "set_moments", true, range(scope, parameter, offset), first, second);
      }
      offset += Tensor.elements(parameter.sizes());
    }
    try (NDManager scope = module.scope()) {
      module.call(scope, "set_steps", true, scope.create((float) state.get(STEPS).longs()[0]));
    }
  }

  /** Everything is checked first, so that a wrong state changes nothing. */
  private void check(Weights state) {
    for (Parameter parameter : graph.parameters()) {
      for (String moment : new String[] {FIRST, SECOND}) {
        int[] shape = state.get(moment + parameter.name()).shape();
        if (!Arrays.equals(shape, parameter.sizes())) {
          throw Problem.data("the optimiser's state does not fit the network")
              .where(moment + parameter.name())
              .expected(Arrays.toString(parameter.sizes()))
              .found(Arrays.toString(shape))
              .remedy("resume with the configuration with which this run began")
              .exception();
        }
      }
    }
    state.get(STEPS);
  }

  private static NDArray range(NDManager scope, Parameter parameter, long offset) {
    return TorchModule.longs(scope, new long[] {offset, Tensor.elements(parameter.sizes())}, 2);
  }

  private static NDArray moment(NDManager scope, Tensor tensor) {
    return TorchModule.floats(scope, FloatBuffer.wrap(tensor.floats()), tensor.size());
  }
}
