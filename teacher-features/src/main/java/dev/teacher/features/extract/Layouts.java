package dev.teacher.features.extract;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Layouts of sequences that are put together. */
final class Layouts {
  private Layouts() {}

  /** One segment. */
  static Layout single(String name, int width) {
    return new Layout(name, List.of(new Layout.Segment(name, width)));
  }

  /** Sequences with layouts side by side. */
  static Sequence concat(String name, List<Sequence> parts) {
    List<Layout.Segment> segments = new ArrayList<>();
    parts.forEach(part -> segments.addAll(part.layout().orElseThrow().segments()));
    Sequence[] others = parts.subList(1, parts.size()).toArray(Sequence[]::new);
    return Sequence.concat(parts.get(0), others).as(new Layout(name, segments));
  }
}
