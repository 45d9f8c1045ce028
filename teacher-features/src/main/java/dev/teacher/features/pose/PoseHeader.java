package dev.teacher.features.pose;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands before the numbers of a {@code .pose} file: the specification's versions 0.0, 0.1 and
 * 0.2 share it (docs/specs of github.com/sign-language-processing/pose).
 *
 * @param version 0, 1 or 2 for 0.0, 0.1 or 0.2
 * @param width of the picture in pixels, at least 1
 * @param height of the picture in pixels, at least 1
 * @param components the groups of points
 */
record PoseHeader(int version, int width, int height, List<PoseComponent> components) {
  private static final int MOST_COMPONENTS = 64;
  private static final int MOST_POINTS = 1 << 16;
  private static final int LONGEST_FORMAT = 16;

  static PoseHeader read(PoseInput in, Path file) throws IOException {
    int version = version(in.float32(), file);
    int width = in.unsigned16();
    int height = in.unsigned16();
    in.skip(Short.BYTES); // the depth, which no coordinate is measured in
    if (width == 0 || height == 0) {
      throw damaged(file, "a picture of at least 1 x 1 pixels", width + " x " + height);
    }
    int count = in.unsigned16();
    if (count == 0 || count > MOST_COMPONENTS) {
      throw damaged(file, "1 to " + MOST_COMPONENTS + " groups of points", count);
    }
    List<PoseComponent> components = new ArrayList<>();
    int points = 0;
    for (int i = 0; i < count; i++) {
      PoseComponent component = component(in, points, file);
      components.add(component);
      points += component.points().size();
    }
    return new PoseHeader(version, width, height, List.copyOf(components));
  }

  private static int version(float number, Path file) {
    for (int version = 0; version <= 2; version++) {
      if (Math.abs(number - version / 10f) < 0.0005f) {
        return version;
      }
    }
    throw Problem.data("unknown version of the .pose format")
        .where(file)
        .expected("0.0, 0.1 or 0.2")
        .found(number)
        .remedy("if it is no .pose file, give it another name; else convert it to version 0.2")
        .exception();
  }

  private static PoseComponent component(PoseInput in, int first, Path file) throws IOException {
    String name = in.text();
    String format = in.text();
    if (format.length() < 2 || format.length() > LONGEST_FORMAT || !format.endsWith("C")) {
      throw damaged(file, "a format such as XYZC for " + shorten(name), shorten(format));
    }
    int points = in.unsigned16();
    int limbs = in.unsigned16();
    int colours = in.unsigned16();
    if (first + points > MOST_POINTS) {
      throw damaged(file, "at most " + MOST_POINTS + " points", first + points);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      names.add(in.text());
    }
    in.skip(2L * Short.BYTES * limbs + 3L * Short.BYTES * colours);
    return new PoseComponent(name, format, List.copyOf(names), first);
  }

  /** The number of points of all components. */
  int points() {
    return components.stream().mapToInt(component -> component.points().size()).sum();
  }

  /** How many coordinates every point has in versions 0.1 and 0.2; at least 1. */
  int dimensions() {
    return components.stream().mapToInt(c -> c.format().length()).max().orElseThrow() - 1;
  }

  static TeacherException damaged(Path file, Object expected, Object found) {
    return Problem.data("a .pose file is damaged")
        .where(file)
        .expected(expected)
        .found(found)
        .remedy("copy or save the file again")
        .exception();
  }

  private static String shorten(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
