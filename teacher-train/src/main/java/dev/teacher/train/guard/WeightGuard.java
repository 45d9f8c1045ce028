package dev.teacher.train.guard;

import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Watches that weights stay finite. A step with a finite gradient may move them beyond what a
 * number can be; the step after it is the first that shows, and it would be blamed. To look at all
 * weights costs more than a step may, so they are looked at when a step fails, and before they are
 * validated or kept.
 */
final class WeightGuard {
  private static final int NAMED = 4;

  private final Alarms alarms;
  private Optional<Made> last = Optional.empty();

  /** A step that was made. */
  private record Made(int epoch, long step, double rate, double norm, List<String> samples) {
    String text() {
      return String.format(
          Locale.ROOT,
          "the update of this step made them so: its gradient was finite, of norm %.3g, its"
              + " learning rate %.3g",
          norm,
          rate);
    }
  }

  WeightGuard(Alarms alarms) {
    this.alarms = alarms;
  }

  /** Takes note of a step that was made. */
  void made(int epoch, long step, double rate, List<Part> parts, StepResult result) {
    List<String> samples = new ArrayList<>();
    parts.forEach(part -> samples.addAll(part.batch().batch().ids()));
    last = Optional.of(new Made(epoch, step, rate, result.gradientNorm(), samples));
  }

  /** Fails where a weight is not finite: no policy can mend that. */
  void requireFinite(TrainingSession session) {
    List<String> wrong = WeightCheck.notFinite(session.weights());
    if (wrong.isEmpty()) {
      return;
    }
    String named = wrong.stream().limit(NAMED).collect(Collectors.joining(", "));
    String evidence =
        "not finite: "
            + (wrong.size() <= NAMED ? named : named + " and " + (wrong.size() - NAMED) + " more")
            + "; "
            + last.map(Made::text).orElse("the training began with them so");
    String remedy =
        "lower train.optimizer.learning-rate and train.optimizer.weight-decay; set train.clip-norm"
            + " where it is 0";
    alarms.raise(
        AlarmKind.WEIGHTS,
        last.map(Made::epoch).orElse(0),
        last.map(Made::step).orElse(0L),
        evidence,
        remedy,
        last.map(Made::samples).orElse(List.of()));
    throw Problem.finding("the training made weights that are not finite")
        .where(alarms.all().get(alarms.all().size() - 1).place())
        .expected("finite weights")
        .found(evidence)
        .remedy(remedy + "\nno checkpoint has these weights: --resume goes on from the last one")
        .exception();
  }
}
