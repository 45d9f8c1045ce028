package dev.teacher.train.doctor.network;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Value;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.doctor.Patient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first stage of a network whose numbers depend on the company of a sample. Parts are looked at
 * first, and the layers of the first part that differs then.
 *
 * @param where the stage, in words
 * @param parts the difference behind each part that was looked at, by its name in words
 */
record FirstDifference(String where, Map<String, Double> parts) {
  /**
   * Looks for it.
   *
   * @param limit beyond which numbers differ
   */
  static FirstDifference find(Patient patient, Companions companions, double limit) {
    Graph main = patient.graph().withoutAuxiliaries();
    Map<String, Value> layers = LayerProbe.results(main);
    Map<String, String> lastOfPart = new LinkedHashMap<>();
    layers.keySet().forEach(name -> lastOfPart.put(part(name), name));
    Map<String, Double> parts = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : lastOfPart.entrySet()) {
      String part = entry.getKey();
      double found = difference(patient, companions, main, layers.get(entry.getValue()));
      parts.put(spoken(part), found);
      if (found > limit) {
        return new FirstDifference(within(part, patient, companions, main, layers, limit), parts);
      }
    }
    return new FirstDifference("the output", parts);
  }

  private static String within(
      String part,
      Patient patient,
      Companions companions,
      Graph main,
      Map<String, Value> layers,
      double limit) {
    for (Map.Entry<String, Value> layer : layers.entrySet()) {
      if (part(layer.getKey()).equals(part)
          && difference(patient, companions, main, layer.getValue()) > limit) {
        return spoken(layer.getKey());
      }
    }
    return spoken(part);
  }

  private static double difference(
      Patient patient, Companions companions, Graph main, Value value) {
    Map<String, Value> outputs = new LinkedHashMap<>();
    outputs.put(Recognizer.LOG_PROBS, value);
    outputs.put(Recognizer.OUTPUT_LENGTHS, main.outputs().get(Recognizer.OUTPUT_LENGTHS));
    Graph until =
        trainable(
            new Graph(
                    main.inputs(),
                    outputs,
                    List.of(),
                    main.nodes(),
                    main.parameters(),
                    main.buffers())
                .withoutAuxiliaries(),
            main);
    Weights own = until.select(patient.weights());
    try (TrainingSession session = patient.open(until, own, patient.settings().options())) {
      return Math.max(
          companions.inCompany(session::run, value), companions.padded(session::run, value));
    }
  }

  /** With a parameter, without which there is no training program. */
  private static Graph trainable(Graph until, Graph whole) {
    return until.parameters().isEmpty()
        ? new Graph(
            until.inputs(),
            until.outputs(),
            until.auxiliaries(),
            until.nodes(),
            whole.parameters().subList(0, 1),
            until.buffers())
        : until;
  }

  private static String part(String layer) {
    int dot = layer.indexOf('.');
    return dot < 0 ? layer : layer.substring(0, dot);
  }

  private static String spoken(String layer) {
    if (part(layer).equals("features")) {
      return "the extractor";
    }
    if (part(layer).startsWith("normalizer")) {
      return "normaliser " + part(layer).substring("normalizer".length());
    }
    return "layer " + layer;
  }
}
