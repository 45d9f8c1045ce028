package dev.teacher.model.safetensors;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.tensor.Safetensors;
import dev.teacher.api.tensor.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Weights by name, those of auxiliaries too; properties as metadata in the header. */
final class SafetensorsFormat implements ModelFormat {
  @Override
  public void write(Graph graph, Weights weights, Map<String, String> properties, Path file)
      throws IOException {
    Weights stored = new Weights();
    weights.names().forEach(name -> stored.put(name, weights.get(name)));
    properties.forEach(stored::putMetadata);
    Safetensors.write(file, stored);
  }

  @Override
  public Weights weights(Path file) {
    return Safetensors.read(file);
  }
}
