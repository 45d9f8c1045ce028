package dev.teacher.train.data;

/**
 * How many output frames CTC needs: one a label and a blank between equal neighbours (Graves et al.
 * 2006, section 3).
 */
public final class CtcBudget {
  private CtcBudget() {}

  /** The fewest output frames that can spell the labels. */
  public static int needed(int[] labels) {
    int frames = labels.length;
    for (int i = 1; i < labels.length; i++) {
      if (labels[i] == labels[i - 1]) {
        frames++;
      }
    }
    return frames;
  }

  /** The output frames of that many input frames. */
  public static int available(int inputFrames, int stride) {
    return (inputFrames + stride - 1) / stride;
  }
}
