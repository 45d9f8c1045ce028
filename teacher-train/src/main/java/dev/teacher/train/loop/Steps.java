package dev.teacher.train.loop;

import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.guard.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes steps of the batches of an epoch: one of each, or one of several, in which every sample
 * weighs the same. The last step of an epoch may have fewer.
 */
public final class Steps {
  private final TrainingSession session;
  private final int together;
  private final int batches;
  private List<Part> parts = new ArrayList<>();
  private int seen;

  /**
   * What became of a step.
   *
   * @param parts its batches; where it was refused, those that are to blame
   * @param result its numbers
   */
  public record Step(List<Part> parts, StepResult result) {
    /** The samples of its batches. */
    public List<String> ids() {
      List<String> ids = new ArrayList<>();
      parts.forEach(part -> ids.addAll(part.batch().batch().ids()));
      return ids;
    }
  }

  /**
   * @param session is trained
   * @param together batches of a step
   * @param batches of the epoch
   */
  public Steps(TrainingSession session, int together, int batches) {
    this(session, together, batches, 0);
  }

  /**
   * Goes on after a step in the midst of an epoch.
   *
   * @param done batches before that
   */
  Steps(TrainingSession session, int together, int batches, int done) {
    this.session = session;
    this.together = together;
    this.batches = batches;
    this.seen = done;
  }

  /**
   * Takes the next batch; gives the step that it ends, and none if the step waits for more.
   *
   * @param rate of the step, if this batch ends it
   */
  public Optional<Step> add(LabelledBatch next, double rate, long seed) {
    Part part = new Part(next, seed);
    if (together == 1) {
      seen++;
      StepResult result = session.step(next.batch(), next.labels(), rate, seed);
      return Optional.of(new Step(List.of(part), result));
    }
    StepResult numbers = session.accumulate(next.batch(), next.labels(), seed);
    if (!numbers.applied()) {
      seen++;
      parts = new ArrayList<>();
      return Optional.of(new Step(List.of(part), numbers));
    }
    parts.add(part);
    return passed(rate);
  }

  /** Passes over a batch that is not trained on; gives the step that ends with it, if one does. */
  Optional<Step> leaveOut(double rate) {
    return passed(rate);
  }

  private Optional<Step> passed(double rate) {
    seen++;
    boolean ends = seen % together == 0 || seen == batches;
    if (!ends || parts.isEmpty()) {
      return Optional.empty();
    }
    List<Part> all = parts;
    parts = new ArrayList<>();
    return Optional.of(new Step(all, session.apply(rate)));
  }

  /** Whether steps are put together of several batches. */
  boolean accumulates() {
    return together > 1;
  }
}
