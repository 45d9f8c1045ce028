package dev.teacher.features.inspect;

import java.util.Arrays;
import java.util.List;

/** Frames of one or several recordings one behind the other, kept column by column. */
final class Columns {
  private final float[][] values;
  private final int[] starts;

  private Columns(float[][] values, int[] starts) {
    this.values = values;
    this.starts = starts;
  }

  /**
   * Turns rows into columns.
   *
   * @param recordings each [frames * width], row-major, at least one frame
   * @param width columns of a row
   */
  static Columns of(List<float[]> recordings, int width) {
    int[] starts = new int[recordings.size() + 1];
    for (int i = 0; i < recordings.size(); i++) {
      starts[i + 1] = starts[i] + recordings.get(i).length / width;
    }
    float[][] values = new float[width][starts[recordings.size()]];
    for (int i = 0; i < recordings.size(); i++) {
      float[] rows = recordings.get(i);
      for (int at = 0; at < rows.length; at++) {
        values[at % width][starts[i] + at / width] = rows[at];
      }
    }
    return new Columns(values, starts);
  }

  /** The number of columns. */
  int width() {
    return values.length;
  }

  /** The number of frames of all recordings together. */
  int frames() {
    return starts[starts.length - 1];
  }

  /** The number of recordings. */
  int recordings() {
    return starts.length - 1;
  }

  /** The first frame of a recording; of the number of recordings, the number of frames. */
  int start(int recording) {
    return starts[recording];
  }

  /** A column's numbers, a frame each; not a copy. */
  float[] column(int column) {
    return values[column];
  }

  /** A number. */
  float at(int column, int frame) {
    return values[column][frame];
  }

  /** The recording that a frame belongs to. */
  int recordingOf(int frame) {
    int found = Arrays.binarySearch(starts, frame);
    return found >= 0 ? found : -found - 2;
  }

  /** Up to {@code count} frames, evenly spread. */
  int[] spread(int count) {
    int[] all = new int[frames()];
    Arrays.setAll(all, i -> i);
    return spread(all, count);
  }

  /** Up to {@code count} of some frames, evenly spread. */
  static int[] spread(int[] frames, int count) {
    int taken = Math.min(count, frames.length);
    int[] spread = new int[taken];
    for (int i = 0; i < taken; i++) {
      spread[i] = frames[(int) ((i + 0.5) * frames.length / taken)];
    }
    return spread;
  }
}
