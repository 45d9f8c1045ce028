package dev.teacher.cli;

import dev.teacher.train.loop.Evaluation;
import dev.teacher.train.loop.TrainResult;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON form of a training's end. Error rates are fractions.
 *
 * @param run its folder
 * @param devWer of the best checkpoint
 * @param testWer of the best checkpoint, by split
 * @param epochs finished
 * @param bestEpoch of the best checkpoint
 * @param seconds of the whole
 */
record TrainSummary(
    String run,
    double devWer,
    Map<String, Double> testWer,
    int epochs,
    int bestEpoch,
    double seconds) {
  static TrainSummary of(TrainResult result) {
    Map<String, Double> tests = new TreeMap<>();
    result.tests().forEach((split, evaluation) -> tests.put(split, evaluation.score().wer()));
    return new TrainSummary(
        result.run().toString(),
        result.dev().score().wer(),
        tests,
        result.epochs(),
        result.bestEpoch(),
        result.seconds());
  }

  static String text(TrainResult result) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "trained %d epochs in %.0f s; the best is epoch %d%n  %s%n",
            result.epochs(),
            result.seconds(),
            result.bestEpoch(),
            result.dev().summary()));
    for (Evaluation test : result.tests().values()) {
      text.append(String.format("  %s%n", test.summary()));
    }
    return text.append("run folder: ").append(result.run()).toString();
  }
}
