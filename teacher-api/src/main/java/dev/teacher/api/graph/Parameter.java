package dev.teacher.api.graph;

/**
 * A trained tensor.
 *
 * @param name dotted, as in a state dict: {@code mixed_4b.branch2.conv.weight}
 * @param initializer gives its first values
 * @param value where it enters the graph; FLOAT32 of fixed shape
 */
public record Parameter(String name, Initializer initializer, Value value) {
  /** The fixed shape. */
  public int[] sizes() {
    return value.shape().dims().stream().mapToInt(Dim::size).toArray();
  }
}
