package dev.teacher.features.layout;

import dev.teacher.api.config.Nearest;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Layout.Segment;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The layouts that landmarks and features of MediaPipe Holistic are usually stored in, by name. A
 * point's coordinates stand side by side (x, y, z), point by point, in MediaPipe's order.
 *
 * <table>
 * <caption>Layouts</caption>
 * <tr><td>mediapipe-1662<td>pose with visibility, face, left hand, right hand
 * <tr><td>mediapipe-1629<td>the same without visibility: raw landmarks
 * <tr><td>mediapipe-1530<td>face, left hand, right hand
 * <tr><td>mediapipe-258<td>pose with visibility, left hand, right hand
 * <tr><td>mediapipe-4887<td>positions, velocities, accelerations, 1629 each
 * <tr><td>mediapipe-6516<td>the same, and the positions again
 * </table>
 */
public final class Presets {
  /** A point of the pose has a visibility besides x, y and z. */
  private static final Segment POSE_WITH_VISIBILITY =
      new Segment(Part.POSE.segment(), 4 * Part.POSE.count());

  private static final List<Segment> PARTS = Part.LAYOUT.segments();
  private static final List<Segment> WITHOUT_POSE = PARTS.subList(1, PARTS.size());
  private static final List<Segment> HANDS = Part.LAYOUT.part("hands").segments();
  private static final List<Segment> MOVING =
      joined(PARTS, block("velocity").segments(), block("acceleration").segments());

  private static final List<Layout> ALL =
      List.of(
          new Layout("mediapipe-1662", joined(List.of(POSE_WITH_VISIBILITY), WITHOUT_POSE)),
          Part.LAYOUT,
          new Layout("mediapipe-1530", WITHOUT_POSE),
          new Layout("mediapipe-258", joined(List.of(POSE_WITH_VISIBILITY), HANDS)),
          new Layout("mediapipe-4887", MOVING),
          new Layout("mediapipe-6516", joined(MOVING, block("position-again").segments())));

  private Presets() {}

  /** All of them. */
  public static List<Layout> all() {
    return ALL;
  }

  /** The layout of a name; {@code 258} means {@code mediapipe-258}, and so for the others. */
  public static Optional<Layout> find(String name) {
    return ALL.stream()
        .filter(layout -> layout.name().equals(name) || layout.name().equals("mediapipe-" + name))
        .findFirst();
  }

  /**
   * The layout of a name; an unknown one is a usage problem that lists the known ones.
   *
   * @param where the name was given
   */
  public static Layout named(String name, Object where) {
    return find(name).orElseThrow(() -> unknown(name, where));
  }

  /** The layout that has so many columns; {@code column[0]}, {@code column[1]}, ... if none has. */
  public static Layout ofWidth(int width) {
    return ALL.stream()
        .filter(layout -> layout.width() == width)
        .findFirst()
        .orElseGet(() -> new Layout("columns", List.of(new Segment("column", width))));
  }

  /** The columns of a frame's raw landmarks, each segment's name behind a prefix and a dot. */
  public static Layout block(String prefix) {
    return new Layout(
        prefix,
        Part.LAYOUT.segments().stream()
            .map(part -> new Segment(prefix + "." + part.name(), part.width()))
            .toList());
  }

  private static RuntimeException unknown(String name, Object where) {
    List<String> known = ALL.stream().map(Layout::name).toList();
    Optional<String> near = Nearest.of(name, known);
    return Problem.usage("unknown layout " + name)
        .where(where)
        .expected("one of " + String.join(", ", known))
        .remedy(
            near.map(n -> "did you mean " + n + "? Otherwise declare").orElse("declare")
                + " your own: layout { segments = [ { name = pose, width = 99 }, ... ] }")
        .exception();
  }

  @SafeVarargs
  private static List<Segment> joined(List<Segment>... parts) {
    List<Segment> all = new ArrayList<>();
    for (List<Segment> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
