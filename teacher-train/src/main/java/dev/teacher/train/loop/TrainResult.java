package dev.teacher.train.loop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a training ended.
 *
 * @param run its folder
 * @param epochs finished
 * @param bestEpoch with the smallest WER on dev
 * @param dev of the best checkpoint
 * @param tests of the best checkpoint, by split
 * @param seconds of the whole
 */
public record TrainResult(
    Path run,
    int epochs,
    int bestEpoch,
    Evaluation dev,
    Map<String, Evaluation> tests,
    double seconds) {
  /** Dev, and behind it the tests. */
  List<Evaluation> splits() {
    List<Evaluation> splits = new ArrayList<>(List.of(dev));
    splits.addAll(tests.values());
    return splits;
  }
}
