package dev.teacher.train.guard;

import dev.teacher.api.plugin.TrainingSession.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A step that was not made since something was not finite: no weight has moved.
 *
 * @param epoch from 1
 * @param step that it would have been
 * @param learningRate of it
 * @param parts its batches; of one that was being put together, the one to blame
 * @param accumulated whether it was put together of several
 * @param result its numbers; none where its input was refused before
 */
public record Refusal(
    int epoch,
    long step,
    double learningRate,
    List<Part> parts,
    boolean accumulated,
    Optional<StepResult> result) {
  public Refusal {
    parts = List.copyOf(parts);
  }

  /** All its samples. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    parts.forEach(part -> ids.addAll(part.batch().batch().ids()));
    return ids;
  }
}
