package dev.teacher.api.plugin;

import java.util.List;

/** Reads glosses off log-probabilities. */
public interface Decoder {
  /**
   * Decodes one sequence.
   *
   * @param logProbs [frames * classes], row-major, natural logarithms, blank first
   * @param frames number of valid output frames
   * @param classes size of the vocabulary
   * @return the glosses in order, never null
   */
  List<Token> decode(float[] logProbs, int frames, int classes);

  /**
   * One recognised gloss.
   *
   * @param entry its index in the vocabulary, never 0
   * @param start first output frame
   * @param end output frame after the last
   * @param confidence probability, 0 to 1
   */
  record Token(int entry, int start, int end, double confidence) {}
}
