package dev.teacher.api.graph;

import dev.teacher.api.tensor.Tensor;

/**
 * A named tensor that is saved with the parameters but not trained: statistics, running means.
 *
 * @param name dotted
 * @param initial its first value
 * @param value where it enters the graph
 */
public record Buffer(String name, Tensor initial, Value value) {}
