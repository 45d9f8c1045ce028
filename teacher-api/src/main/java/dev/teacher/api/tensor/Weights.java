package dev.teacher.api.tensor;

import dev.teacher.api.error.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tensors by name, in a stable order, with text metadata: the state dict of a graph. */
public final class Weights {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  /** Adds a tensor; a name may be given once. Returns this. */
  public Weights put(String name, Tensor tensor) {
    if (tensors.putIfAbsent(name, tensor) != null) {
      throw new IllegalArgumentException("two tensors are named " + name);
    }
    return this;
  }

  /** Adds a metadata entry. Returns this. */
  public Weights putMetadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /** The tensor of that name; a data problem that names it where it is missing. */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw Problem.data("a weight is missing")
          .expected(name)
          .found(tensors.size() + " other tensors")
          .remedy("use the weights that were saved for this network")
          .exception();
    }
    return tensor;
  }

  /** Whether a tensor of that name is there. */
  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  /** The names in order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  /** The metadata. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }
}
