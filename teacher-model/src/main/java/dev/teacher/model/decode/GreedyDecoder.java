package dev.teacher.model.decode;

import dev.teacher.api.plugin.Decoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Best-path decoding (Graves et al. 2006): the likeliest class of every frame, repeats collapsed,
 * blanks dropped. Of equally likely classes the one with the lower index is taken, so blank before
 * any gloss. A token's confidence is the geometric mean of its gloss's probability over its frames.
 */
final class GreedyDecoder implements Decoder {
  private static final int BLANK = 0;

  @Override
  public List<Token> decode(float[] logProbs, int frames, int classes) {
    LogProbs.check(logProbs, frames, classes);
    List<Token> tokens = new ArrayList<>();
    int start = 0;
    while (start < frames) {
      int entry = best(logProbs, start, classes);
      double sum = 0;
      int end = start;
      while (end < frames && best(logProbs, end, classes) == entry) {
        sum += logProbs[end * classes + entry];
        end++;
      }
      if (entry != BLANK) {
        // Rounding may leave a certain gloss a hair above probability 1.
        double confidence = Math.min(1, Math.exp(sum / (end - start)));
        tokens.add(new Token(entry, start, end, confidence));
      }
      start = end;
    }
    return tokens;
  }

  private static int best(float[] logProbs, int frame, int classes) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (logProbs[frame * classes + c] > logProbs[frame * classes + best]) {
        best = c;
      }
    }
    return best;
  }
}
