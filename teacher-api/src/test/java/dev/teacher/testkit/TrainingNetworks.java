package dev.teacher.testkit;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Op.UnaryKind;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Small recognisers to train, and a ragged batch for them. */
final class TrainingNetworks {
  static final int WIDTH = 6;
  static final List<float[]> SAMPLES =
      Batches.samples(new SplittableRandom(3), -1, 1, WIDTH, 9, 14, 6);

  /** Feasible at half the frame rate. */
  static final int[][] LABELS = {{1, 2}, {3, 3, 1}, {4}};

  static final double AUXILIARY_WEIGHT = 0.25;

  private static final Layout LAYOUT = Layout.parse("testkit: all=" + WIDTH);

  private TrainingNetworks() {}

  /** The samples with zeros past their lengths. */
  static Batch batch() {
    return Batches.of(SAMPLES, WIDTH, 0, 0);
  }

  /** A stride, a recurrence, and nothing that training does otherwise than use. */
  static Fragment plain() {
    return of(x -> x.conv1d("conv", Conv.of(8, 3).withStride(2)).relu().lstm("lstm", 7, true));
  }

  /** Also batch norm and drop-out. */
  static Fragment noisy() {
    return of(
        x ->
            x.conv1d("conv", Conv.of(8, 3).withStride(2))
                .batchNorm("norm")
                .dropout(0.4)
                .lstm("lstm", 7, true));
  }

  /** Adds the root of zero, whose slope is infinite. */
  static Fragment withInfiniteSlope() {
    return of(
        x -> {
          Values ops = new Values(x.builder());
          return x.linear("in", 8)
              .batchNorm("norm")
              .map(v -> ops.add(v, ops.unary(UnaryKind.SQRT, ops.subtract(v, v))));
        });
  }

  /** Which of two heads is the output. */
  enum Head {
    LAST,
    MIDDLE
  }

  /** A head in the middle, which is the output or has a weighted loss of its own. */
  static Fragment withAuxiliary(Head output) {
    return Fragment.of(
        LAYOUT,
        x -> {
          Sequence hidden = x.linear("in", 8).relu();
          Sequence middle = hidden.linear("middle_head", Fragment.CLASSES);
          if (output == Head.MIDDLE) {
            return Fragment.logProbs(middle);
          }
          x.builder().auxiliary("middle", middle, AUXILIARY_WEIGHT);
          return Fragment.classified(hidden.lstm("lstm", 7, true));
        });
  }

  private static Fragment of(UnaryOperator<Sequence> body) {
    return Fragment.of(LAYOUT, x -> Fragment.classified(body.apply(x)));
  }
}
