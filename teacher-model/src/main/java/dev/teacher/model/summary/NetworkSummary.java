package dev.teacher.model.summary;

import dev.teacher.api.graph.Graph;
import java.util.List;

/**
 * A network at a glance, from its graph alone.
 *
 * @param frames of the sample for which floating point operations were counted; only attention
 *     depends on it, since its scores grow with the square
 * @param parameters trained numbers
 * @param flopsPerFrame floating point operations for each input frame
 * @param outputStride input frames that one output frame stands for
 * @param layers by their full names, in the order in which they compute
 * @param parts the same by the first part of their names
 */
public record NetworkSummary(
    int frames,
    long parameters,
    double flopsPerFrame,
    double outputStride,
    List<LayerSummary> layers,
    List<LayerSummary> parts) {
  /** Frames of a sentence of ten seconds. */
  public static final int FRAMES = 256;

  public NetworkSummary {
    layers = List.copyOf(layers);
    parts = List.copyOf(parts);
  }

  /** Reads a graph. */
  public static NetworkSummary of(Graph graph, int frames) {
    LayerCollector collector = new LayerCollector(graph, frames);
    List<LayerSummary> layers = collector.grouped(layer -> layer);
    List<LayerSummary> parts = collector.grouped(NetworkSummary::first);
    return new NetworkSummary(
        frames,
        graph.parameterCount(),
        layers.stream().mapToDouble(LayerSummary::flopsPerFrame).sum(),
        layers.get(layers.size() - 1).stride(),
        layers,
        parts);
  }

  private static String first(String layer) {
    int dot = layer.indexOf('.');
    return dot < 0 ? layer : layer.substring(0, dot);
  }
}
