package dev.teacher.train.guard;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a graph by layer, in order: {@code block1.conv.weight} and {@code
 * block1.conv.bias} are those of {@code block1.conv}.
 */
public final class Layers {
  private final List<String> names;
  private final int[] layerOf;

  /** Reads the names of a graph's parameters. */
  public Layers(Graph graph) {
    Map<String, Integer> places = new LinkedHashMap<>();
    layerOf =
        graph.parameters().stream()
            .map(Parameter::name)
            .map(Layers::layer)
            .mapToInt(name -> places.computeIfAbsent(name, n -> places.size()))
            .toArray();
    names = new ArrayList<>(places.keySet());
  }

  private static String layer(String parameter) {
    int dot = parameter.lastIndexOf('.');
    return dot < 0 ? parameter : parameter.substring(0, dot);
  }

  /** The names, those near the input first. */
  public List<String> names() {
    return names;
  }

  /** The norm of each layer's gradient, given those of the parameters'. */
  public double[] norms(float[] parameters) {
    double[] norms = new double[names.size()];
    for (int i = 0; i < parameters.length; i++) {
      norms[layerOf[i]] += (double) parameters[i] * parameters[i];
    }
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Math.sqrt(norms[i]);
    }
    return norms;
  }
}
