package dev.teacher.api.graph;

/**
 * A second result that training has a CTC loss on, besides the output {@code log_probs}: it brings
 * gradients to the layers below it on a shorter way. No output of the graph needs it, and no
 * exported network has it.
 *
 * @param name of the result
 * @param logProbs FLOAT32 [batch, time', classes], natural logarithms, zero past the lengths
 * @param lengths INT64 [batch]
 * @param weight of its loss, against 1 of the output's; greater than 0
 */
public record Auxiliary(String name, Value logProbs, Value lengths, double weight) {
  public Auxiliary {
    if (!(weight > 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException("the loss on " + name + " has weight " + weight);
    }
  }
}
