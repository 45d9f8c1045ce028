package dev.teacher.features.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DerivationsTest {
  private static final int WIDTH = 20;

  @Test
  void aColumnIsFoundToBeMadeOfAnotherWhereverThatStands() {
    Map<Relation, UnaryOperator<float[]>> makers =
        Map.of(
            Relation.COPY, x -> x,
            Relation.DIFFERENCE, x -> each(x, t -> t == 0 ? 0 : x[t] - x[t - 1]),
            Relation.CENTRAL_DIFFERENCE,
                x -> each(x, t -> t == 0 || t == x.length - 1 ? 0.5f : (x[t + 1] - x[t - 1]) / 2),
            Relation.FORWARD_DIFFERENCE, x -> each(x, t -> t == x.length - 1 ? 0 : x[t + 1] - x[t]),
            Relation.SECOND_DIFFERENCE,
                x -> each(x, t -> t < 2 ? 0 : (x[t] - x[t - 1]) - (x[t - 1] - x[t - 2])));
    makers.forEach(
        (relation, maker) -> {
          Columns behind = columns(3, 40, maker, false);
          assertThat(find(behind))
              .as("%s", relation)
              .containsExactly(new Derived(WIDTH, 2 * WIDTH, 0, relation, true));
          Columns before = columns(3, 40, maker, true);
          Derived expected =
              relation == Relation.COPY
                  ? new Derived(WIDTH, 2 * WIDTH, 0, relation, true)
                  : new Derived(0, WIDTH, WIDTH, relation, true);
          assertThat(find(before)).as("%s before its source", relation).containsExactly(expected);
        });
  }

  @Test
  void roundingIsNoDifferenceAndIsSaid() {
    Columns rounded = columns(2, 50, x -> each(x, t -> x[t] * (1 + 1e-7f)), false);
    assertThat(find(rounded))
        .containsExactly(new Derived(WIDTH, 2 * WIDTH, 0, Relation.COPY, false));
    Columns other = columns(2, 50, x -> each(x, t -> x[t] * (1 + 1e-4f)), false);
    assertThat(find(other)).isEmpty();
  }

  @Test
  void oneWrongNumberBreaksARun() {
    Columns columns = columns(2, 50, x -> x, false);
    columns.column(WIDTH + 7)[31] += 0.01f;
    assertThat(find(columns)).isEmpty(); // pieces of 7 and 12 columns may be chance
    Columns wide = columns(40, 2, 50, x -> x, false);
    wide.column(60)[31] += 0.01f;
    assertThat(find(wide))
        .containsExactly(
            new Derived(40, 60, 0, Relation.COPY, true),
            new Derived(61, 80, 21, Relation.COPY, true));
  }

  @Test
  void fewColumnsThatAreEqualAreChance() {
    List<float[]> rows = new ArrayList<>();
    Random random = new Random(2);
    float[] row = new float[60 * WIDTH];
    for (int i = 0; i < row.length; i++) {
      // like visibilities: nearly always 1
      row[i] = random.nextInt(60) == 0 ? 0.999f : 1;
    }
    rows.add(row);
    assertThat(find(Columns.of(rows, WIDTH))).isEmpty();
  }

  @Test
  void withFewFramesNothingIsClaimed() {
    assertThat(find(columns(1, 5, x -> x, false))).isEmpty();
    assertThat(find(columns(1, 8, x -> x, false))).hasSize(1);
  }

  @Test
  void theFirstFramesAreDescribed() {
    String zero = evidence(x -> each(x, t -> t == 0 ? 0 : x[t] - x[t - 1]));
    assertThat(zero).isEqualTo("x[t] - x[t-1] of columns 0 to 19, bit by bit; d[0] = 0");
    assertThat(evidence(x -> each(x, t -> x[Math.max(t, 1)] - x[Math.max(t, 1) - 1])))
        .endsWith("; d[0] = d[1]");
    assertThat(evidence(x -> each(x, t -> x[Math.max(t, 2)] - x[Math.max(t, 2) - 1])))
        .endsWith("; d[0] = d[1] = d[2]");
    assertThat(evidence(x -> each(x, t -> t == 0 ? x[0] : x[t] - x[t - 1])))
        .endsWith("; d[0] = x[0]");
    assertThat(evidence(x -> each(x, t -> t == 0 ? 9 : x[t] - x[t - 1]))).endsWith("bit by bit");
  }

  private static String evidence(UnaryOperator<float[]> maker) {
    Columns columns = columns(3, 40, maker, false);
    Derived run = find(columns).get(0);
    return Blocks.evidence(columns, run, run.from(), run.to());
  }

  private interface Rule {
    float at(int t);
  }

  private static float[] each(float[] x, Rule rule) {
    float[] y = new float[x.length];
    for (int t = 0; t < y.length; t++) {
      y[t] = rule.at(t);
    }
    return y;
  }

  private static List<Derived> find(Columns columns) {
    return Derivations.find(columns, ColumnFacts.of(columns));
  }

  private static Columns columns(
      int recordings, int frames, UnaryOperator<float[]> maker, boolean madeFirst) {
    return columns(WIDTH, recordings, frames, maker, madeFirst);
  }

  /** Random walks, and what is made of each. */
  private static Columns columns(
      int width, int recordings, int frames, UnaryOperator<float[]> maker, boolean madeFirst) {
    Random random = new Random(1);
    List<float[]> all = new ArrayList<>();
    for (int r = 0; r < recordings; r++) {
      float[] rows = new float[frames * 2 * width];
      for (int c = 0; c < width; c++) {
        float[] x = new float[frames];
        x[0] = random.nextFloat();
        for (int t = 1; t < frames; t++) {
          x[t] = x[t - 1] + (random.nextFloat() - 0.5f) * 0.1f;
        }
        float[] made = maker.apply(x);
        for (int t = 0; t < frames; t++) {
          rows[t * 2 * width + c] = madeFirst ? made[t] : x[t];
          rows[t * 2 * width + width + c] = madeFirst ? x[t] : made[t];
        }
      }
      all.add(rows);
    }
    return Columns.of(all, 2 * width);
  }
}
