package dev.teacher.train.doctor.network;

import dev.teacher.api.plugin.Optimizer;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import java.util.List;
import java.util.Optional;

/**
 * How soon decoupled weight decay (Loshchilov and Hutter 2019) makes weights forget: they are
 * running means of their updates over 1 / (rate * decay) steps (Wang and Aitchison 2024, "How to
 * set AdamW's weight decay as you scale model and dataset size"). A few samples are learned by
 * heart all the same, a corpus is not.
 */
final class Forgetting {
  private static final String KEY = "train.optimizer.weight-decay";

  private Forgetting() {}

  /** A finding where that is sooner than any training can bear. */
  static Optional<Finding> of(Patient patient) {
    double decay = decay(patient.settings().options().optimizer());
    double rate = patient.settings().learningRate();
    double steps = 1 / (rate * decay);
    double least = patient.thresholds().get(Thresholds.FORGETS);
    if (!(steps < least)) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.seen(
            FindingKind.OVER_REGULARISED,
            Text.say(
                "a weight decay of %.3g at a learning rate of %.1e makes weights forget within %.0f"
                    + " steps, fewer than %.0f",
                decay, rate, steps, least),
            "what a batch teaches is gone before the corpus was seen once",
            List.of(KEY),
            Remedy.change("lower the weight decay; 0.01 is usual", KEY + "=0.01")));
  }

  /** Of optimisers that take it off the weights themselves; 0 of others. */
  private static double decay(Optimizer optimizer) {
    if (optimizer instanceof Optimizer.AdamW adamW) {
      return adamW.weightDecay();
    }
    return optimizer instanceof Optimizer.Lion lion ? lion.weightDecay() : 0;
  }
}
