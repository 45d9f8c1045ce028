package dev.teacher.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.torchscript.TorchScriptWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs any graph in LibTorch, from the archive that is meant for users. */
final class GraphRunner implements AutoCloseable {
  private final Graph graph;
  private final TorchModule module;

  GraphRunner(Graph graph, Weights weights) {
    this.graph = graph;
    try {
      Path file = Files.createTempFile("graph", ".pt");
      try {
        TorchScriptWriter.writeInference(graph, weights, Map.of(), file);
        this.module = new TorchModule(file, 1);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Outputs by name. */
  Map<String, Tensor> run(Map<String, Tensor> inputs) {
    try (NDManager scope = module.scope()) {
      NDArray[] arguments =
          graph.inputs().keySet().stream()
              .map(name -> DjlTrial.array(scope, inputs.get(name)))
              .toArray(NDArray[]::new);
      NDList results = module.call(scope, "forward", false, arguments);
      Map<String, Tensor> named = new LinkedHashMap<>();
      int place = 0;
      for (String name : graph.outputs().keySet()) {
        named.put(name, DjlSession.tensor(results.get(place++)));
      }
      return named;
    }
  }

  @Override
  public void close() {
    module.close();
  }
}
