package dev.teacher.api.data;

import dev.teacher.api.error.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The named segments of a vector's columns, without gaps. A dotted name belongs to the group before
 * its dot: {@code hands} means {@code hands.left} and {@code hands.right} together where they are
 * neighbours.
 *
 * @param name what the whole is called
 * @param segments in the order of the columns
 */
public record Layout(String name, List<Segment> segments) {
  private static final Pattern SPEC =
      Pattern.compile("[^:]+:( *[a-z0-9_.-]+=[1-9][0-9]{0,6} *(,(?=.)|$))+");

  /**
   * Columns of one kind.
   *
   * @param name lower case, dotted
   * @param width number of columns, at least 1
   */
  public record Segment(String name, int width) {
    public Segment {
      if (!name.matches("[a-z0-9_.-]+") || width < 1) {
        throw Problem.usage("bad segment " + name + "=" + width)
            .expected("a lower-case name and a width of at least 1")
            .exception();
      }
    }
  }

  public Layout {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw Problem.usage("layout " + name + " has no segments").exception();
    }
    Set<String> names = new HashSet<>();
    for (Segment segment : segments) {
      if (!names.add(segment.name())) {
        throw Problem.usage("layout " + name + " names segment " + segment.name() + " twice")
            .exception();
      }
    }
  }

  /** Reads what {@link #spec} writes: {@code name: pose=99, face=1404}. */
  public static Layout parse(String spec) {
    if (!SPEC.matcher(spec).matches()) {
      throw Problem.data("bad layout")
          .expected("name: segment=width, segment=width, ...")
          .found(spec)
          .exception();
    }
    String[] parts = spec.split(":", 2);
    List<Segment> segments = new ArrayList<>();
    for (String field : parts[1].split(",", -1)) {
      String[] pair = field.trim().split("=", 2);
      segments.add(new Segment(pair[0], Integer.parseInt(pair[1])));
    }
    return new Layout(parts[0].trim(), segments);
  }

  /** The layout as one line: {@code name: pose=99, face=1404}. */
  public String spec() {
    return name
        + ": "
        + segments.stream().map(s -> s.name() + "=" + s.width()).collect(Collectors.joining(", "));
  }

  /** The number of columns. */
  public int width() {
    return segments.stream().mapToInt(Segment::width).sum();
  }

  /** Whether there is a segment or group of that name. */
  public boolean has(String segment) {
    return segments.stream().anyMatch(s -> belongs(s, segment));
  }

  /** The first column of a segment or group. */
  public int offset(String segment) {
    part(segment);
    int offset = 0;
    for (Segment candidate : segments) {
      if (belongs(candidate, segment)) {
        break;
      }
      offset += candidate.width();
    }
    return offset;
  }

  /** The layout of a segment or group alone; an error that lists the known names. */
  public Layout part(String segment) {
    List<Segment> found = segments.stream().filter(s -> belongs(s, segment)).toList();
    if (found.isEmpty()) {
      throw Problem.usage("layout " + name + " has no segment " + segment)
          .expected("one of " + segments.stream().map(Segment::name).toList())
          .remedy("choose a feature extractor that gives it")
          .exception();
    }
    int first = segments.indexOf(found.get(0));
    if (!segments.subList(first, first + found.size()).equals(found)) {
      throw Problem.usage("the segments of " + segment + " are not neighbours")
          .found(spec())
          .exception();
    }
    return new Layout(segment, found);
  }

  /** The segment that holds a column, with the column's place in it: {@code face[17]}. */
  public String columnName(int column) {
    int offset = 0;
    for (Segment segment : segments) {
      if (column >= offset && column < offset + segment.width()) {
        return segment.name() + "[" + (column - offset) + "]";
      }
      offset += segment.width();
    }
    throw new IndexOutOfBoundsException("column " + column + " of " + spec());
  }

  private static boolean belongs(Segment segment, String name) {
    return segment.name().equals(name) || segment.name().startsWith(name + ".");
  }
}
