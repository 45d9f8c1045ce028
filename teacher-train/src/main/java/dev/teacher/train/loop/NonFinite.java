package dev.teacher.train.loop;

import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import java.util.ArrayList;
import java.util.List;

/** The failure of a step whose loss or gradient is not finite: no weight has moved. */
final class NonFinite {
  private NonFinite() {}

  static RuntimeException problem(int epoch, long step, List<String> ids, StepResult result) {
    List<String> samples = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      samples.add(ids.get(i) + ": loss " + result.losses()[i]);
    }
    return Problem.finding("the training step gave numbers that are not finite")
        .where("epoch " + epoch + ", step " + step + "\n" + String.join("\n", samples))
        .expected("a finite loss and gradient norm")
        .found("loss " + result.loss() + ", gradient norm " + result.gradientNorm())
        .remedy(
            "lower train.optimizer.learning-rate, or bound the features with the normalizer clip;"
                + " the last checkpoint is whole, and --resume goes on from it")
        .exception();
  }
}
