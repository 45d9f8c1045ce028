package dev.teacher.model.decode;

import dev.teacher.api.error.Problem;

/** What every decoder demands of its input: no decision is read off numbers that are none. */
final class LogProbs {
  /** How far rounding may lift the logarithm of a probability above 0. */
  private static final float SLACK = 1e-3f;

  private LogProbs() {}

  /** Refuses NaN, logarithms above 0, frames of no probability at all, and wrong sizes. */
  static void check(float[] logProbs, int frames, int classes) {
    if (frames < 0 || classes < 2 || logProbs.length != (long) frames * classes) {
      throw Problem.internal("log-probabilities of a wrong size reached the decoder")
          .expected(frames + " frames of " + classes + " classes, blank and one gloss at least")
          .found(logProbs.length + " numbers")
          .exception();
    }
    for (int frame = 0; frame < frames; frame++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int c = 0; c < classes; c++) {
        float value = logProbs[frame * classes + c];
        if (!(value <= SLACK)) { // catches NaN
          throw bad(frame, "a logarithm of a probability, at most 0", "class " + c + ": " + value);
        }
        largest = Math.max(largest, value);
      }
      if (largest == Float.NEGATIVE_INFINITY) {
        throw bad(frame, "a class of some probability", "minus infinity for every class");
      }
    }
  }

  private static RuntimeException bad(int frame, String expected, String found) {
    return Problem.data("the network's output cannot be decoded")
        .where("output frame " + frame)
        .expected(expected)
        .found(found)
        .remedy("look for NaN or infinity in the input; else find the cause with teacher diagnose")
        .exception();
  }
}
