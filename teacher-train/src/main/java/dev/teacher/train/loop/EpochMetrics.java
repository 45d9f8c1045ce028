package dev.teacher.train.loop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.teacher.train.guard.EpochNumbers;
import java.util.Map;

/**
 * One line of {@code metrics.jsonl}.
 *
 * @param epoch from 1
 * @param step finished steps
 * @param loss mean over the epoch's samples of CTC loss over labels
 * @param learningRate of the last step
 * @param gradientNorm mean over steps, before clipping
 * @param gradientNormMax largest
 * @param seconds of the epoch's steps
 * @param framesPerSecond input frames, without padding
 * @param waitingShare of the time that the engine waited for data
 * @param paddingShare of the frames that were padding
 * @param validation on dev, where one was made
 * @param guards what the guards measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EpochMetrics(
    int epoch,
    long step,
    double loss,
    double learningRate,
    double gradientNorm,
    double gradientNormMax,
    double seconds,
    double framesPerSecond,
    double waitingShare,
    double paddingShare,
    Validation validation,
    @JsonUnwrapped EpochNumbers guards) {
  /**
   * Results on a split.
   *
   * @param wer as a fraction
   * @param ser share of sentences with an error
   * @param substitutions words replaced
   * @param deletions words missed
   * @param insertions words added
   * @param referenceLength words to say
   * @param signers WER by signer
   * @param seconds it took
   * @param loss mean over the samples, where the schedule asks for it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Validation(
      double wer,
      double ser,
      int substitutions,
      int deletions,
      int insertions,
      int referenceLength,
      Map<String, Double> signers,
      double seconds,
      Double loss) {}
}
