package dev.teacher.model.summary;

import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A network at a glance, from its graph alone.
 *
 * @param frames of the sample for which floating point operations were counted; only attention
 *     depends on it, since its scores grow with the square
 * @param parameters trained numbers
 * @param flopsPerFrame floating point operations for each input frame
 * @param outputStride input frames that one output frame stands for
 * @param receptiveField input frames that an output frame sees at most; 0 for the whole sample
 * @param localReceptiveField input frames that a frame sees at most of what sees no whole sample:
 *     of what is before recurrence and attention
 * @param layers by their full names, in the order in which they are finished
 * @param parts the same by the first part of their names
 * @param trainingOnly names of parts that only training has, such as the head of an auxiliary loss
 */
public record NetworkSummary(
    int frames,
    long parameters,
    double flopsPerFrame,
    double outputStride,
    int receptiveField,
    int localReceptiveField,
    List<LayerSummary> layers,
    List<LayerSummary> parts,
    List<String> trainingOnly) {
  /** Frames of a sentence of ten seconds. */
  public static final int FRAMES = 256;

  public NetworkSummary {
    layers = List.copyOf(layers);
    parts = List.copyOf(parts);
    trainingOnly = List.copyOf(trainingOnly);
  }

  /** Reads a graph. */
  public static NetworkSummary of(Graph graph, int frames) {
    LayerCollector collector = new LayerCollector(graph, frames);
    List<LayerSummary> layers = collector.grouped(layer -> layer);
    List<LayerSummary> parts = collector.grouped(NetworkSummary::first);
    Value output =
        graph.outputs().values().stream().filter(LayerCollector::isData).findFirst().orElseThrow();
    Dim time = output.shape().dim(1);
    return new NetworkSummary(
        frames,
        graph.parameterCount(),
        layers.stream().mapToDouble(LayerSummary::flopsPerFrame).sum(),
        (double) time.stride() / time.multiple(),
        Reaches.of(graph).of(output).frames(),
        layers.stream().mapToInt(LayerSummary::receptiveField).max().orElse(0),
        layers,
        parts,
        trainingOnly(graph, parts));
  }

  /**
   * What each layer of a graph gives to the next ones: float32 [batch, time', channels] by the
   * layers' full names, in the order in which they are finished.
   */
  public static Map<String, Value> results(Graph graph) {
    return new LayerCollector(graph, FRAMES).results();
  }

  private static List<String> trainingOnly(Graph graph, List<LayerSummary> parts) {
    LayerCollector used = new LayerCollector(graph.withoutAuxiliaries(), FRAMES);
    Set<String> names =
        used.grouped(NetworkSummary::first).stream()
            .map(LayerSummary::name)
            .collect(Collectors.toSet());
    return parts.stream().map(LayerSummary::name).filter(name -> !names.contains(name)).toList();
  }

  private static String first(String layer) {
    int dot = layer.indexOf('.');
    return dot < 0 ? layer : layer.substring(0, dot);
  }
}
