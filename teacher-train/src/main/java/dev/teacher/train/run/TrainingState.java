package dev.teacher.train.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * Where a training stands, and what it was trained on.
 *
 * @param format version of the checkpoint format; until 1, the hash did not count files' content;
 *     until 2, no checkpoint stood in the midst of an epoch
 * @param epoch finished epochs
 * @param step finished steps, those of an epoch that is not finished included
 * @param devWer of the last validation, as a fraction
 * @param bestDevWer the smallest so far
 * @param bestEpoch the epoch that reached it
 * @param seed of the run
 * @param inputLayout columns of the files
 * @param featureLayout columns of the features
 * @param dataHash of the training split
 * @param versions of the program and its engines
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TrainingState(
    int format,
    int epoch,
    long step,
    double devWer,
    double bestDevWer,
    int bestEpoch,
    long seed,
    String inputLayout,
    String featureLayout,
    String dataHash,
    Map<String, String> versions) {
  /** The format that this program writes. */
  public static final int FORMAT = 3;

  /** Whether the hash is one of the annotations alone. */
  public boolean hashesAnnotations() {
    return format < 2;
  }

  /** The same in this program's format, with its hash of the same data. */
  public TrainingState withDataHash(String hash) {
    return with(step, hash);
  }

  /** The same after more steps. */
  public TrainingState withStep(long steps) {
    return with(steps, dataHash);
  }

  private TrainingState with(long steps, String hash) {
    return new TrainingState(
        FORMAT,
        epoch,
        steps,
        devWer,
        bestDevWer,
        bestEpoch,
        seed,
        inputLayout,
        featureLayout,
        hash,
        versions);
  }
}
