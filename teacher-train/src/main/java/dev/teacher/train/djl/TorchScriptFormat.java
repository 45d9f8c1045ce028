package dev.teacher.train.djl;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.torchscript.TorchScriptWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** TorchScript files, with their properties as {@code extra/<key>}, in LibTorch. */
record TorchScriptFormat(int threads) implements ModelFormat {
  @Override
  public InferenceModel load(Path file) {
    return TorchScriptModel.load(file, threads);
  }

  @Override
  public void write(Graph graph, Weights weights, Map<String, String> properties, Path file)
      throws IOException {
    Map<String, String> texts = new LinkedHashMap<>(properties);
    texts.put(TorchScriptModel.INPUTS, String.join(",", graph.inputs().keySet()));
    TorchScriptWriter.writeInference(graph, weights, texts, file);
  }
}
