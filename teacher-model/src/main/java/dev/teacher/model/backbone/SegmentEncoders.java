package dev.teacher.model.backbone;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An encoder for each part of the features, found by the names of their segments: {@code pose},
 * {@code face}, {@code hands} (both), and {@code temporal}, which are velocities and accelerations.
 * Any of them may be absent. Columns of another name get an encoder of that name, and features
 * without names a single one.
 *
 * <p>An encoder looks at one frame: linear, layer norm, ReLU, and a gated linear unit (Dauphin et
 * al. 2017) that learns when to let the part through.
 *
 * @param channels of each encoder's result
 * @param inputNorm whether layer normalisation comes first
 */
record SegmentEncoders(int channels, boolean inputNorm) {
  private static final Map<String, String> TEMPORAL =
      Map.of("velocity", "temporal", "acceleration", "temporal");

  /** Encoded parts [batch, time, channels] by name, in the order of the columns. */
  Map<String, Sequence> encode(Sequence features) {
    Map<String, Sequence> encoded = new LinkedHashMap<>();
    parts(features).forEach((name, part) -> encoded.put(name, encode("encoder." + name, part)));
    return encoded;
  }

  private Sequence encode(String layer, Sequence part) {
    Sequence x = inputNorm ? part.layerNorm(layer + ".input_norm") : part;
    return x.linear(layer + ".project", channels)
        .layerNorm(layer + ".norm")
        .relu()
        .linear(layer + ".gate", 2 * channels)
        .glu();
  }

  /** The columns of each part. */
  static Map<String, Sequence> parts(Sequence features) {
    if (features.layout().isEmpty()) {
      return Map.of("features", features);
    }
    Map<String, List<Sequence>> found = new LinkedHashMap<>();
    int from = 0;
    for (Layout.Segment segment : features.layout().get().segments()) {
      Sequence columns = features.slice(from, from + segment.width());
      found.computeIfAbsent(part(segment), name -> new ArrayList<>()).add(columns);
      from += segment.width();
    }
    Map<String, Sequence> parts = new LinkedHashMap<>();
    found.forEach((name, columns) -> parts.put(name, joined(columns)));
    return parts;
  }

  private static String part(Layout.Segment segment) {
    String group = segment.name().split("\\.", 2)[0];
    return TEMPORAL.getOrDefault(group, group);
  }

  private static Sequence joined(List<Sequence> columns) {
    Sequence[] others = columns.subList(1, columns.size()).toArray(Sequence[]::new);
    return others.length == 0 ? columns.get(0) : Sequence.concat(columns.get(0), others);
  }
}
