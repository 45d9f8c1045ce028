package dev.teacher.train.loop;

import java.nio.file.Path;
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
    double seconds) {}
