package dev.teacher.features.pose;

import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a file keeps MediaPipe Holistic's 543 landmarks, found by their names. Points that
 * Holistic's 543 do not have are left out: the irises (face points 468 to 477) and
 * POSE_WORLD_LANDMARKS, which repeats the pose in metres.
 */
final class HolisticPoints {
  private static final int NAMED = 5;
  private static final String COORDINATES = "XYZ";

  private HolisticPoints() {}

  /** The file's point for each of the 543 landmarks; refuses a file that lacks any. */
  static int[] in(PoseHeader header, Path file) {
    int[] points = new int[Part.LANDMARKS];
    List<String> missing = new ArrayList<>();
    for (Part part : Part.values()) {
      String name = HolisticNames.component(part);
      List<PoseComponent> found =
          header.components().stream().filter(c -> c.name().equals(name)).toList();
      if (found.size() > 1) {
        throw PoseHeader.damaged(file, "one group of points " + name, found.size());
      }
      if (found.isEmpty()) {
        missing.add(name);
      } else {
        locate(part, found.get(0), points, missing);
      }
    }
    if (!missing.isEmpty()) {
      throw Problem.data("a .pose file lacks landmarks of MediaPipe Holistic")
          .where(file)
          .expected("33 points of the pose, 468 of the face, 21 of each hand, with x, y and z")
          .found("missing: " + String.join("; ", missing) + "\nthere: " + content(header))
          .remedy("extract all landmarks from the video (video_to_pose --format mediapipe)")
          .exception();
    }
    return points;
  }

  private static void locate(Part part, PoseComponent component, int[] to, List<String> missing) {
    if (!component.format().startsWith(COORDINATES)) {
      missing.add("x, y, z of " + component.name() + ", whose format is " + component.format());
      return;
    }
    Map<String, Integer> indices = new HashMap<>();
    for (int i = 0; i < component.points().size(); i++) {
      indices.putIfAbsent(component.points().get(i), component.first() + i);
    }
    List<String> names = HolisticNames.points(part);
    List<String> absent = names.stream().filter(name -> !indices.containsKey(name)).toList();
    if (!absent.isEmpty()) {
      missing.add(
          absent.size()
              + " of "
              + part.count()
              + " points of "
              + component.name()
              + " ("
              + String.join(", ", absent.subList(0, Math.min(NAMED, absent.size())))
              + (absent.size() > NAMED ? ", ...)" : ")"));
      return;
    }
    for (int i = 0; i < part.count(); i++) {
      to[part.first() + i] = indices.get(names.get(i));
    }
  }

  private static String content(PoseHeader header) {
    return String.join(
        ", ",
        header.components().stream()
            .limit(2 * NAMED)
            .map(c -> c.name() + " (" + c.points().size() + " points, " + c.format() + ")")
            .toList());
  }
}
