package dev.teacher.testkit;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.Map;

/** What evaluates graphs for contract tests: {@link GraphInterpreter}, or an engine. */
@FunctionalInterface
public interface GraphRunner {
  /** The outputs of a graph by name, outside of training. */
  Map<String, Tensor> run(Graph graph, Weights weights, Map<String, Tensor> inputs);
}
