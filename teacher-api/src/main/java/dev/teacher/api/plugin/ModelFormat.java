package dev.teacher.api.plugin;

import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.tensor.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Runs or writes model files of one format; its {@link ModelFormatFactory} says which of both. */
public interface ModelFormat {
  /** Loads a model file. The result may be used by several threads at once. */
  default InferenceModel load(Path model) {
    throw unable("run", model);
  }

  /**
   * Writes a model file.
   *
   * @param graph one sequence input {@code landmarks} or {@code features} with {@code lengths},
   *     outputs {@code log_probs} and {@code output_lengths}; a file that is run leaves out
   *     auxiliaries and what only they need
   * @param weights of all its parameters and buffers
   * @param properties texts that the loaded model gives back, {@code teacher.*} among them
   * @param file where to write
   */
  default void write(Graph graph, Weights weights, Map<String, String> properties, Path file)
      throws IOException {
    throw unable("written", file);
  }

  /** The weights in a file, by which the export of a format is checked that is not run. */
  default Weights weights(Path file) {
    throw unable("taken apart into weights", file);
  }

  private static RuntimeException unable(String what, Path file) {
    return Problem.usage("files of this format cannot be " + what).where(file).exception();
  }
}
