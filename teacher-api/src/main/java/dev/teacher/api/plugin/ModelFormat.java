package dev.teacher.api.plugin;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.tensor.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An inference backend that also writes the files which it runs. */
public interface ModelFormat extends InferenceBackend {
  /**
   * Writes a model file, which {@link #load} reads.
   *
   * @param graph one sequence input {@code landmarks} or {@code features} with {@code lengths},
   *     outputs {@code log_probs} and {@code output_lengths}; auxiliaries and what only they need
   *     are left out
   * @param weights of all its parameters and buffers
   * @param properties texts that the loaded model gives back, {@code teacher.*} among them
   * @param file where to write
   */
  void write(Graph graph, Weights weights, Map<String, String> properties, Path file)
      throws IOException;
}
