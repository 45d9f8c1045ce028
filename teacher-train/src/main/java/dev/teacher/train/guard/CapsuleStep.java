package dev.teacher.train.guard;

import java.util.List;

/**
 * The file {@code step.json} of a capsule: what step it is of.
 *
 * @param format version of this format
 * @param name of the alarm
 * @param evidence of the alarm
 * @param samples to blame
 * @param epoch from 1
 * @param step that it would have been
 * @param learningRate of it
 * @param accumulated whether it was put together of several batches
 * @param losses of the samples; null where one is no number; empty where it was not begun
 * @param gradientNorm before clipping; null where it is no number
 * @param batches in order
 */
public record CapsuleStep(
    int format,
    String name,
    String evidence,
    List<String> samples,
    int epoch,
    long step,
    double learningRate,
    boolean accumulated,
    List<Double> losses,
    Double gradientNorm,
    List<BatchFile> batches) {
  /** The format that this program writes. */
  public static final int FORMAT = 1;

  /**
   * A batch, whose numbers stand in a file of their own.
   *
   * @param file its name: {@code data}, {@code lengths}, {@code labels} and {@code label_lengths}
   * @param seed of drop-out
   * @param ids of its samples
   */
  public record BatchFile(String file, long seed, List<String> ids) {}
}
