package dev.teacher.train.djl;

import dev.teacher.api.data.Batch;
import dev.teacher.api.error.Problem;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The labels of a batch, checked: LibTorch reads outside its memory if they are wrong. */
final class Targets {
  private Targets() {}

  /** Refuses labels that are missing, or that the vocabulary does not have. */
  static void check(Batch batch, int[][] labels, int classes) {
    if (labels.length != batch.size()) {
      throw Problem.internal("samples and labels do not match")
          .expected(batch.size() + " label sequences")
          .found(labels.length)
          .exception();
    }
    for (int i = 0; i < labels.length; i++) {
      String id = batch.ids().get(i);
      if (labels[i].length == 0) {
        throw Problem.data("a sample has no labels")
            .where("sample " + id)
            .expected("one gloss or more")
            .remedy("remove the sample from the split, or correct its annotation")
            .exception();
      }
      for (int label : labels[i]) {
        if (label < 1 || label >= classes) {
          throw Problem.data("a label is not in the vocabulary")
              .where("sample " + id)
              .expected("1 to " + (classes - 1) + " (0 is the blank)")
              .found(label)
              .remedy("train with the vocabulary that was made from this corpus")
              .exception();
        }
      }
    }
  }

  /** Refuses samples whose labels CTC cannot align with so few frames. */
  static void checkFeasible(Batch batch, int[][] labels, long[] frames) {
    for (int i = 0; i < labels.length; i++) {
      int needed = needed(labels[i]);
      if (needed > frames[i]) {
        throw Problem.data("a sample is too short for its labels")
            .where("sample " + batch.ids().get(i))
            .expected(needed + " output frames or more (one a label, one between two equal ones)")
            .found(frames[i] + " output frames from " + batch.lengths()[i] + " input frames")
            .remedy("lower the output stride of the backbone, or remove the sample from the split")
            .exception();
      }
    }
  }

  /** The frames that CTC needs: one a label and a blank between equal neighbours. */
  static int needed(int[] labels) {
    int repeats =
        (int) IntStream.range(1, labels.length).filter(i -> labels[i] == labels[i - 1]).count();
    return labels.length + repeats;
  }

  /** All labels one behind the other. */
  static long[] joined(int[][] labels) {
    return Arrays.stream(labels).flatMapToInt(Arrays::stream).asLongStream().toArray();
  }

  static long[] lengths(int[][] labels) {
    return Arrays.stream(labels).mapToLong(l -> l.length).toArray();
  }
}
