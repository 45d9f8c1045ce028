package dev.teacher.train.loop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.teacher.train.run.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a network learned a few samples by heart, and what may be the reason if it did not.
 *
 * @param memorised 0 % WER on them
 * @param loss of the last epoch
 * @param guesses at the reason, the likeliest first; empty if it did
 */
public record Overfitting(boolean memorised, double loss, List<String> guesses) {
  /** A loss that fell by this share in the last quarter of the epochs is still falling. */
  private static final double STILL_FALLING = 0.1;

  /** A loss that fell by less than this share in all the epochs does not fall. */
  private static final double NOT_FALLING = 0.2;

  /** Mean gradient norms beyond this are no healthy training's. */
  private static final double LARGE_NORM = 50;

  public Overfitting {
    guesses = List.copyOf(guesses);
  }

  /**
   * What a configuration is changed in, as {@code key=value}: so many samples, no augmentation, the
   * end when they are learned.
   */
  public static List<String> overrides(int samples, int epochs) {
    return List.of(
        "train.overfit=" + samples,
        "train.epochs=" + epochs,
        "train.validate-every=" + Math.max(1, Math.min(10, epochs / 10)),
        "train.stop.wer=0",
        "train.test-splits=[]",
        "augmentations=[]");
  }

  /** Looks at a training that was configured so. */
  public static Overfitting of(TrainResult training, RunFolder run) {
    List<JsonNode> epochs = run.metrics();
    double last = epochs.get(epochs.size() - 1).get("loss").asDouble();
    boolean memorised = training.dev().score().errors() == 0;
    return new Overfitting(memorised, last, memorised ? List.of() : guesses(training, epochs));
  }

  private static List<String> guesses(TrainResult training, List<JsonNode> epochs) {
    double first = epochs.get(0).get("loss").asDouble();
    double late = epochs.get(epochs.size() * 3 / 4).get("loss").asDouble();
    double last = epochs.get(epochs.size() - 1).get("loss").asDouble();
    double norm =
        epochs.stream().mapToDouble(e -> e.get("gradientNorm").asDouble()).average().orElse(0);
    boolean blanks = training.dev().hypotheses().stream().allMatch(h -> h.glosses().isEmpty());
    List<String> guesses = new ArrayList<>();
    if (norm > LARGE_NORM) {
      guesses.add(
          say("gradients are large, %.0f in the mean: lower train.optimizer.learning-rate", norm));
    }
    if (last > first * (1 - NOT_FALLING)) {
      guesses.add(
          say("the loss does not fall, %.3f to %.3f: ", first, last)
              + "train.optimizer.learning-rate is far too high or too low, or the features say"
              + " nothing; look at them with teacher stats");
    } else if (last < late * (1 - STILL_FALLING)) {
      guesses.add(say("the loss still falls, now at %.3f: more --epochs", last));
    }
    if (blanks) {
      guesses.add(
          "every output is blank: where all networks with CTC begin; more --epochs, or a higher"
              + " train.optimizer.learning-rate");
    } else if (last < 0.1) {
      guesses.add(
          "the loss is small with drop-out, but the network without errs: two of the samples may"
              + " be alike with different glosses, or a layer may behave differently in training");
    }
    if (guesses.isEmpty()) {
      guesses.add("too little drop-out is no danger here, too much is: lower backbone.dropout");
    }
    return guesses;
  }

  private static String say(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }
}
