package dev.teacher.features.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Layouts of which random real recordings showed that they were told wrongly. */
class DerivedLayoutsTest {
  private static final int SOURCE = ShuffledLayout.SOURCE;
  private static final int FACE = 132;
  private static final int HANDS = 1536;
  private static final List<float[]> SENTENCES = Signing.sentences(8, 4, 17);

  /** Three of the four stand before the copy as three do before the hands. */
  @Test
  void constantsBesideACopyAreNoPartOfIt() {
    List<float[]> files = new ArrayList<>();
    for (float[] rows : SENTENCES) {
      files.add(
          wider(
              rows,
              joined(constants(3), columns(HANDS, SOURCE), constants(4), columns(HANDS, SOURCE))));
    }
    assertThat(Inspector.inspect(files, 3 + 126 + 4 + 126).found())
        .extracting(found -> found.name().replaceFirst("-[0-9]+$", ""), Found::from)
        .startsWith(tuple("constant", 0))
        .contains(tuple("constant", 129))
        .noneMatch(tuple -> tuple.toList().get(0).toString().contains("again.constant"));
  }

  /** All x, then all y, between constants: read from the first column on, two points are these. */
  @Test
  void coordinatesThatAreKeptFrameByFrameBeginBehindTheConstants() {
    List<float[]> files = new ArrayList<>();
    int[] points = joined(range(0, 33, i -> 4 * i), range(0, 468, i -> FACE + 3 * i));
    for (float[] rows : SENTENCES) {
      int[] order = joined(zeros(2), points, range(0, points.length, i -> points[i] + 1));
      files.add(wider(rows, joined(order, constants(3))));
    }
    assertThat(Inspector.inspect(files, 2 + 2 * 501 + 3).found())
        .extracting(found -> found.from() + " " + found.name())
        .containsExactly(
            "0 zero", "2 pose.x", "35 face.x", "503 pose.y", "536 face.y", "1004 constant");
  }

  /**
   * Accelerations are second differences of positions, and differences of velocities. With
   * constants among the velocities more of them stand as far from their position; but a visibility
   * that hardly moves does so enough only against its velocity.
   */
  @Test
  void aColumnThatIsMadeInAnotherWayDoesNotTearABlock() {
    int still = 39;
    int half = FACE / 2;
    int wide = 3 * FACE + 4;
    List<float[]> files = new ArrayList<>();
    for (float[] rows : SENTENCES) {
      int frames = rows.length / SOURCE;
      float[] file = new float[frames * wide];
      Arrays.fill(file, 1);
      for (int c = 0; c < FACE; c++) {
        float[] x = new float[frames];
        for (int t = 0; t < frames; t++) {
          x[t] = c == still ? 1 - 1e-7f * (t * t % 7) : rows[t * SOURCE + c];
        }
        float[] v = difference(x);
        float[] a = difference(v);
        for (int t = 0; t < frames; t++) {
          file[t * wide + c] = x[t];
          file[t * wide + FACE + c + (c < half ? 0 : 4)] = v[t];
          file[t * wide + 2 * FACE + 4 + c] = a[t];
        }
      }
      files.add(file);
    }
    assertThat(Inspector.inspect(files, wide).found())
        .extracting(Found::name)
        .containsExactly(
            "pose", "velocity.pose", "constant", "velocity.pose-2", "acceleration.pose");
  }

  private static float[] difference(float[] x) {
    float[] d = new float[x.length];
    for (int t = 1; t < x.length; t++) {
      d[t] = x[t] - x[t - 1];
    }
    return d;
  }

  /** Some columns of a recording; below 0 stand constants: -1 for zeros, -2 for ones. */
  private static float[] wider(float[] rows, int... order) {
    int frames = rows.length / SOURCE;
    float[] wider = new float[frames * order.length];
    for (int t = 0; t < frames; t++) {
      for (int i = 0; i < order.length; i++) {
        float value = order[i] == -1 ? 0 : order[i] == -2 ? 1 : rows[t * SOURCE + order[i]];
        wider[t * order.length + i] = value;
      }
    }
    return wider;
  }

  private static int[] zeros(int count) {
    return range(0, count, i -> -1);
  }

  private static int[] constants(int count) {
    return range(0, count, i -> -2);
  }

  private static int[] columns(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  private static int[] range(int from, int to, IntUnaryOperator column) {
    return IntStream.range(from, to).map(column).toArray();
  }

  private static int[] joined(int[]... parts) {
    return IntStream.range(0, parts.length).flatMap(i -> IntStream.of(parts[i])).toArray();
  }
}
