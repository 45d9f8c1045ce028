package dev.teacher.train.loop;

import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.train.data.LabelledBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes steps of the batches of an epoch: one of each, or one of several, in which every sample
 * weighs the same. The last step of an epoch may have fewer.
 */
final class Steps {
  private final TrainingSession session;
  private final int together;
  private final int batches;
  private List<String> ids = new ArrayList<>();
  private int seen;

  /**
   * What became of a step.
   *
   * @param ids of its samples; where it was refused, of those that are to blame
   * @param result its numbers
   */
  record Step(List<String> ids, StepResult result) {}

  /**
   * @param session is trained
   * @param together batches of a step
   * @param batches of the epoch
   */
  Steps(TrainingSession session, int together, int batches) {
    this.session = session;
    this.together = together;
    this.batches = batches;
  }

  /**
   * Takes the next batch; gives the step that it ends, and none if the step waits for more.
   *
   * @param rate of the step, if this batch ends it
   */
  Optional<Step> add(LabelledBatch next, double rate, long seed) {
    seen++;
    if (together == 1) {
      StepResult result = session.step(next.batch(), next.labels(), rate, seed);
      return Optional.of(new Step(next.batch().ids(), result));
    }
    StepResult part = session.accumulate(next.batch(), next.labels(), seed);
    if (!part.applied()) {
      ids = new ArrayList<>();
      return Optional.of(new Step(next.batch().ids(), part));
    }
    ids.addAll(next.batch().ids());
    if (seen % together != 0 && seen != batches) {
      return Optional.empty();
    }
    List<String> all = ids;
    ids = new ArrayList<>();
    return Optional.of(new Step(all, session.apply(rate)));
  }
}
