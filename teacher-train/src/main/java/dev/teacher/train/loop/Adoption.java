package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import java.util.Optional;

/**
 * Makes a run of weights from elsewhere.
 *
 * @param context with a new run folder
 * @param config of the run
 * @param source of the weights
 */
record Adoption(TrainingContext context, Config config, WeightSource source) {
  /** How these weights do on dev, once they are the run's first checkpoint, at epoch 0. */
  Evaluation result() {
    return context.run().exclusively(context.progress(), this::adopted);
  }

  private Evaluation adopted() {
    try {
      Training training = new Training(context, config, Optional.empty());
      Preparation prepared = training.prepared();
      Weights weights =
          source.weights(prepared.graph, training.initialWeights(), prepared.vocabulary);
      prepared.describe();
      try (TrainingSession session = prepared.open(weights)) {
        Evaluation dev = prepared.validated(session);
        training.checkpoints().finish(session, 0, 0, Optional.of(dev), Optional.empty());
        context.run().storeConfig(config); // last: with it alone, a training would begin otherwise
        return dev;
      }
    } catch (RuntimeException e) {
      context.run().discard(); // so that the corrected command may be given again
      throw e;
    }
  }
}
