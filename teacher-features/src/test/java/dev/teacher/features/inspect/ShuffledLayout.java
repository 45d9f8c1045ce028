package dev.teacher.features.inspect;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A layout drawn at random, and what it makes of landmarks: parts in any order, some of them left
 * out, points or coordinates together, blocks of differences and copies in any order, constant
 * columns between, noise, other units.
 */
final class ShuffledLayout {
  /** Columns of MediaPipe's usual export: the pose has a visibility. */
  static final int SOURCE = Part.COLUMNS + Part.POSE.count();

  private enum Order {
    BY_POINT,
    BY_COORDINATE,
    BY_FRAME
  }

  private final Random random;
  private final List<Part> parts;
  private final Order order;
  private final int coordinates;
  private final boolean isVisible;
  private final List<String> blocks;
  private final boolean isPartByPart;
  private final boolean startsWithZero;
  private final double noise;
  private final float[] scale;
  private final int constantRuns;

  /**
   * @param seed of the draw
   * @param isWild whether to draw what is rare, too: two coordinates, pixels, a mirrored picture
   */
  ShuffledLayout(long seed, boolean isWild) {
    random = new Random(seed);
    random.nextDouble(); // neighbouring seeds begin alike
    parts = new ArrayList<>(List.of(Part.values()));
    Collections.shuffle(parts, random);
    while (parts.size() > 2 && random.nextDouble() < 0.3) {
      parts.remove(0);
    }
    double kind = random.nextDouble();
    order = kind < 0.6 ? Order.BY_POINT : kind < 0.85 ? Order.BY_COORDINATE : Order.BY_FRAME;
    coordinates = isWild && random.nextDouble() < 0.4 ? 2 : 3;
    isVisible = coordinates == 3 && order != Order.BY_FRAME && random.nextBoolean();
    blocks = new ArrayList<>(List.of(""));
    if (random.nextDouble() < 0.6) {
      blocks.add("velocity");
      if (random.nextDouble() < 0.6) {
        blocks.add("acceleration");
      }
    }
    if (random.nextDouble() < 0.3) {
      blocks.add("position-again");
    }
    Collections.shuffle(blocks, random);
    if (blocks.indexOf("position-again") >= 0
        && blocks.indexOf("position-again") < blocks.indexOf("")) {
      Collections.swap(blocks, blocks.indexOf("position-again"), blocks.indexOf(""));
    }
    isPartByPart = order != Order.BY_FRAME && random.nextDouble() < 0.25;
    startsWithZero = random.nextBoolean();
    noise = new double[] {0, 0.0005, 0.002}[random.nextInt(3)];
    boolean inPixels = isWild && random.nextDouble() < 0.4;
    boolean isMirrored = isWild && random.nextDouble() < 0.3;
    scale =
        new float[] {
          (inPixels ? 640 : 1) * (isMirrored ? -1 : 1), inPixels ? 480 : 1, inPixels ? 640 : 1
        };
    constantRuns = random.nextInt(4);
  }

  /** Columns with their names. */
  private record Column(String name, float[] values) {}

  /** Whether the numbers can tell the left hand: of hands alone, a mirrored picture hides it. */
  boolean tellsSides() {
    boolean isPlain = coordinates == 3 && scale[0] > 0;
    return isPlain || parts.contains(Part.POSE) || parts.contains(Part.FACE);
  }

  /** Recordings in this layout. */
  List<float[]> apply(List<float[]> recordings) {
    return recordings.stream().map(rows -> rows(columns(rows, new Random(7)))).toList();
  }

  /** The names of the columns, range by range, of a recording in this layout. */
  List<String> truth(float[] recording) {
    List<String> ranges = new ArrayList<>();
    List<Column> columns = columns(recording, new Random(7));
    int from = 0;
    for (int column = 1; column <= columns.size(); column++) {
      if (column == columns.size()
          || !columns.get(column).name().equals(columns.get(from).name())) {
        ranges.add(from + "-" + (column - 1) + " " + columns.get(from).name());
        from = column;
      }
    }
    return ranges;
  }

  /** What was found, range by range, in the same words. */
  static List<String> found(Inspection inspection) {
    List<String> ranges = new ArrayList<>();
    for (Found found : inspection.found()) {
      String name = found.name().replaceFirst("^(zero|constant)-\\d+$", "$1");
      ranges.add(found.from() + "-" + (found.to() - 1) + " " + name);
    }
    return ranges;
  }

  /** A truth as one would declare it; nothing is said of constants. */
  static Layout declared(List<String> truth) {
    List<Layout.Segment> segments = new ArrayList<>();
    for (String range : truth) {
      String[] fields = range.split("[ -]", 3);
      boolean isConstant = fields[2].matches("zero|constant");
      String name = isConstant ? "other-" + segments.size() : fields[2];
      int width = Integer.parseInt(fields[1]) - Integer.parseInt(fields[0]) + 1;
      segments.add(new Layout.Segment(name, width));
    }
    return new Layout("shuffled", segments);
  }

  private List<Column> columns(float[] rows, Random draw) {
    int frames = rows.length / SOURCE;
    List<List<Column>> pieces = new ArrayList<>();
    if (order == Order.BY_FRAME) {
      List<Column> position = new ArrayList<>();
      for (int k = 0; k < coordinates; k++) {
        for (Part part : parts) {
          for (Column column : part(rows, frames, part, draw)) {
            if (column.name().endsWith("." + "xyz".charAt(k))) {
              position.add(column);
            }
          }
        }
      }
      blocks.forEach(block -> pieces.add(block(block, position)));
    } else {
      List<List<Column>> positions = new ArrayList<>();
      parts.forEach(part -> positions.add(part(rows, frames, part, draw)));
      if (isPartByPart) {
        positions.forEach(p -> blocks.forEach(block -> pieces.add(block(block, p))));
      } else {
        blocks.forEach(block -> positions.forEach(p -> pieces.add(block(block, p))));
      }
    }
    List<Column> all = new ArrayList<>();
    Random place = new Random(scale.length + constantRuns);
    boolean[] before = new boolean[pieces.size() + 1];
    for (int i = 0; i < constantRuns; i++) {
      before[place.nextInt(before.length)] = true;
    }
    for (int i = 0; i < before.length; i++) {
      if (before[i]) {
        float value = new float[] {0, 1, 0.25f}[place.nextInt(3)];
        for (int k = 0; k <= place.nextInt(4); k++) {
          float[] values = new float[frames];
          Arrays.fill(values, value);
          all.add(new Column(value == 0 ? "zero" : "constant", values));
        }
      }
      if (i < pieces.size()) {
        all.addAll(pieces.get(i));
      }
    }
    return all;
  }

  private List<Column> part(float[] rows, int frames, Part part, Random draw) {
    boolean withVisibility = isVisible && part == Part.POSE;
    int width = coordinates + (withVisibility ? 1 : 0);
    Column[] columns = new Column[width * part.count()];
    for (int point = 0; point < part.count(); point++) {
      for (int k = 0; k < width; k++) {
        float[] values = new float[frames];
        for (int t = 0; t < frames; t++) {
          float value = rows[t * SOURCE + source(part, point, k)];
          boolean isThere = rows[t * SOURCE + source(part, 9, 0)] != 0;
          float moved = value + (float) (noise * draw.nextGaussian());
          values[t] = isThere ? (k < 3 ? scale[k] * moved : value) : 0;
        }
        int at = order == Order.BY_COORDINATE ? k * part.count() + point : point * width + k;
        String coordinate = order == Order.BY_FRAME ? "." + "xyz".charAt(k) : "";
        columns[at] = new Column(part.segment() + coordinate, values);
      }
    }
    return List.of(columns);
  }

  private static int source(Part part, int point, int coordinate) {
    return part == Part.POSE
        ? 4 * point + coordinate
        : Part.POSE.count() + part.column(point, coordinate);
  }

  private List<Column> block(String block, List<Column> positions) {
    return positions.stream()
        .map(
            column ->
                switch (block) {
                  case "velocity" -> new Column("velocity." + column.name(), velocity(column));
                  case "acceleration" ->
                      new Column("acceleration." + column.name(), acceleration(column));
                  case "position-again" ->
                      new Column("position-again." + column.name(), column.values());
                  default -> column;
                })
        .toList();
  }

  private float[] velocity(Column column) {
    return difference(column.values(), 1);
  }

  private float[] acceleration(Column column) {
    return difference(velocity(column), startsWithZero ? 1 : 2);
  }

  private float[] difference(float[] x, int repeated) {
    float[] d = new float[x.length];
    for (int t = 1; t < x.length; t++) {
      d[t] = x[t] - x[t - 1];
    }
    for (int t = 0; t < repeated && !startsWithZero; t++) {
      d[t] = d[Math.min(repeated, x.length - 1)];
    }
    return d;
  }

  private static float[] rows(List<Column> columns) {
    int frames = columns.get(0).values().length;
    float[] rows = new float[frames * columns.size()];
    for (int c = 0; c < columns.size(); c++) {
      for (int t = 0; t < frames; t++) {
        rows[t * columns.size() + c] = columns.get(c).values()[t];
      }
    }
    return rows;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %s, %d coordinates%s, blocks %s%s, noise %s, scale %s, %d constant runs",
        parts,
        order,
        coordinates,
        isVisible ? " and visibility" : "",
        blocks,
        isPartByPart ? " part by part" : "",
        noise,
        Arrays.toString(scale),
        constantRuns);
  }
}
