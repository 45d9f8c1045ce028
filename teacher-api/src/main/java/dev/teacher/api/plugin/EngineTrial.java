package dev.teacher.api.plugin;

import dev.teacher.api.tensor.Tensor;
import java.util.Map;

/**
 * A piece of a graph in a backend, run by itself to see whether the engine computes it right. Used
 * by one thread.
 */
public interface EngineTrial extends AutoCloseable {
  /**
   * Runs the piece forwards and backwards, several times: on copies of the inputs and on views into
   * larger memory, each right after memory that holds {@code soil} was given back. A kernel that
   * reads what is not its operand finds that number.
   *
   * @param inputs by the names of the piece's inputs
   * @param upstream how a number changes with the output, FLOAT32 in its shape
   * @param soil what freed memory holds and views lie in: NaN or an infinity
   * @param repeats how often, 1 at least
   * @return of the last time that differs from the first; of the first where none does, or where
   *     all of several others do
   */
  Outcome run(Map<String, Tensor> inputs, Tensor upstream, float soil, int repeats);

  @Override
  void close();

  /**
   * What a piece gave.
   *
   * @param output FLOAT32
   * @param gradients FLOAT32, how the number changes with each FLOAT32 input, by name; zeros where
   *     it does not
   */
  record Outcome(Tensor output, Map<String, Tensor> gradients) {
    public Outcome {
      gradients = Map.copyOf(gradients);
    }
  }
}
