package dev.teacher.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.EngineTrial;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.train.torchscript.TrialProgram;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A piece of a graph in LibTorch. */
final class DjlTrial implements EngineTrial {
  /** Blocks to soil, in sizes of each operand: its own ones, and more and less. */
  private static final double[] BLOCKS = {8, 4, 3, 2, 1.5, 1, 1, 1, 0.7, 0.5, 0.3, 0.1};

  /** The same where filling them all would take longer than the operation. */
  private static final double[] FEW_BLOCKS = {1.5, 1, 1, 0.5};

  private static final long MANY = 1 << 17;

  /** Larger blocks go back to the system when they are freed: 8 MB. */
  private static final long LARGEST = 1 << 21;

  private final Graph piece;
  private final TorchModule module;

  DjlTrial(Graph piece, TorchModule module) {
    this.piece = piece;
    this.module = module;
  }

  @Override
  public Outcome run(Map<String, Tensor> inputs, Tensor upstream, float soil, int repeats) {
    try (NDManager scope = module.scope()) {
      List<NDArray> arguments = new ArrayList<>();
      piece.inputs().keySet().forEach(name -> arguments.add(array(scope, inputs.get(name))));
      arguments.add(array(scope, upstream));
      long[] sizes = blocks(inputs, upstream);
      arguments.add(TorchModule.longs(scope, sizes, sizes.length));
      arguments.add(scope.create(soil));
      arguments.add(scope.create((long) repeats));
      NDList results =
          module.call(scope, TrialProgram.METHOD, true, arguments.toArray(NDArray[]::new));
      Map<String, Tensor> gradients = new LinkedHashMap<>();
      int place = 1;
      for (String name : TrialProgram.differentiated(piece)) {
        gradients.put(name, DjlSession.tensor(results.get(place++)));
      }
      return new Outcome(DjlSession.tensor(results.get(0)), gradients);
    }
  }

  private static long[] blocks(Map<String, Tensor> inputs, Tensor upstream) {
    long largest = upstream.size();
    LongStream.Builder sizes = LongStream.builder();
    for (Tensor tensor : inputs.values()) {
      largest = Math.max(largest, tensor.size());
      sizes.add(tensor.size());
    }
    sizes.add(upstream.size());
    for (double block : largest > MANY ? FEW_BLOCKS : BLOCKS) {
      sizes.add((long) Math.ceil(block * largest));
    }
    return sizes.build().filter(size -> size > 0 && size <= LARGEST).toArray();
  }

  static NDArray array(NDManager scope, Tensor tensor) {
    long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
    return tensor.dtype() == DType.INT64
        ? TorchModule.longs(scope, tensor.longs(), shape)
        : TorchModule.floats(scope, FloatBuffer.wrap(tensor.floats()), shape);
  }

  @Override
  public void close() {
    module.close();
  }
}
