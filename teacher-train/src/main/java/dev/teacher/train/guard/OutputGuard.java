package dev.teacher.train.guard;

import dev.teacher.train.guard.OutputNumbers.Said;
import dev.teacher.train.run.GuardState;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Watches what a network says at each validation. Every network that is trained with CTC says blank
 * everywhere at first, for up to a thousand steps, while its loss falls. So nothing is wrong with
 * that before many steps were made and the loss stays where it is or the training ends, unless the
 * network could do better already.
 */
final class OutputGuard {
  /** It could say something where its error rate was below this twice running. */
  private static final double COULD = 0.5;

  /** Less than this share of the frames that the annotation implies: it says nothing. */
  private static final double SILENT = 0.1;

  /** So many sentences with one hypothesis ... */
  private static final double REPEATED = 0.8;

  /** ... where the commonest sentence of the annotation is rarer than this. */
  private static final double VARIED = 0.4;

  private static final int FEW_SENTENCES = 5;

  /** It says less than this share of the glosses ... */
  private static final double NARROW = 0.05;

  /** ... where the annotation has so many. */
  private static final int MANY_GLOSSES = 20;

  /** A loss that is not below this share of the one some epochs ago stays where it is. */
  private static final double STILL = 0.97;

  /** Epochs that are compared, as a share of all, and how many at least. */
  private static final int SPAN = 8;

  private static final int LEAST_SPAN = 3;

  private final int collapseAfter;
  private final Alarms alarms;
  private final Map<Integer, Double> losses = new HashMap<>(); // of training, by epoch
  private boolean good; // at the last validation
  private boolean could;

  OutputGuard(int collapseAfter, Alarms alarms) {
    this.collapseAfter = collapseAfter;
    this.alarms = alarms;
  }

  /** What it knows of the epochs so far. */
  GuardState.Outputs state() {
    Map<Integer, Double> known = new HashMap<>(losses);
    known.values().removeIf(loss -> !Double.isFinite(loss));
    return new GuardState.Outputs(known, good, could);
  }

  /** Goes on, before its first epoch, from what another one knew. */
  void restore(GuardState.Outputs before) {
    losses.putAll(before.epochLosses());
    good = before.good();
    could = before.could();
  }

  /** Takes note of an epoch's training loss; NaN where no step was made. */
  void trained(int epoch, double loss) {
    losses.put(epoch, loss);
  }

  /** Looks at a validation. */
  OutputNumbers validated(int epoch, int epochs, long step, Said said) {
    OutputNumbers numbers = OutputNumbers.of(said);
    boolean late = step >= collapseAfter && 2L * epoch >= epochs;
    if (could || (late && (epoch == epochs || stays(epoch, epochs)))) {
      judge(epoch, step, said, numbers);
    }
    could |= good && said.wer() < COULD;
    good = said.wer() < COULD;
    return numbers;
  }

  private boolean stays(int epoch, int epochs) {
    Double before = losses.get(epoch - Math.max(LEAST_SPAN, epochs / SPAN));
    return before != null && losses.get(epoch) > STILL * before;
  }

  private void judge(int epoch, long step, Said said, OutputNumbers numbers) {
    boolean silent = 1 - numbers.blankShare() < SILENT * (1 - numbers.impliedBlankShare());
    boolean repeated =
        numbers.repeatedShare() >= REPEATED
            && said.references().size() >= FEW_SENTENCES
            && OutputNumbers.commonest(said.references()) < VARIED;
    boolean narrow = numbers.coverage() < NARROW && said.annotated().size() >= MANY_GLOSSES;
    if (silent) {
      alarms.raise(
          AlarmKind.BLANKS,
          epoch,
          step,
          say(
              "%.1f %% of the output frames on dev are blank, where one frame a gloss leaves"
                  + " %.1f %%",
              100 * numbers.blankShare(), 100 * numbers.impliedBlankShare()),
          remedy(),
          List.of());
    } else if (repeated) {
      alarms.raise(
          AlarmKind.ONE_HYPOTHESIS,
          epoch,
          step,
          say(
              "%.0f %% of the sentences of dev get the same hypothesis",
              100 * numbers.repeatedShare()),
          "the output does not depend on the input: look at the features with teacher stats, and"
              + " see with teacher overfit whether the network learns a few sentences; "
              + remedy(),
          List.of());
    } else if (narrow) {
      alarms.raise(
          AlarmKind.FEW_GLOSSES,
          epoch,
          step,
          say("%.1f %% of the glosses of dev are ever said", 100 * numbers.coverage()),
          "more train.epochs where the loss still falls; else count glosses with teacher corpus"
              + " check: those that stand once or twice in training are never learned",
          List.of());
    }
  }

  private String remedy() {
    return could
        ? "it could do better before: lower train.optimizer.learning-rate, and go on from an"
            + " earlier checkpoint"
        : "make more steps, with smaller batches or more train.epochs; find a learning rate with"
            + " teacher find-lr; see that the output stride leaves frames between glosses";
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
