package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Goes on with a run that was stopped: from its last checkpoint, or from the beginning where it was
 * stopped before its first one.
 *
 * @param context with the run's folder
 * @param overrides of its configuration, such as {@code train.epochs=200}
 */
record Resumption(TrainingContext context, List<String> overrides) {
  /** How the training ended. */
  TrainResult result() {
    RunFolder run = context.run();
    return run.exclusively(
        context.progress(),
        () -> Checkpoint.isCheckpoint(run.last()) ? goneOn(run) : begunAgain(run));
  }

  private TrainResult goneOn(RunFolder run) {
    Resumed resumed = new Resumed(Checkpoint.read(run.last()), run.last());
    Checkpoint checkpoint = resumed.checkpoint();
    Training training =
        new Training(context, checkpoint.resolvedConfig(overrides), Optional.of(resumed));
    Weights optimizer = Checkpoint.optimizer(run.last());
    run.tidy();
    run.keepUpTo(checkpoint);
    if (!run.hasConfig()) {
      run.storeConfig(checkpoint.resolvedConfig(List.of()));
    }
    training.tell(resumed.place());
    resumed.forgotten().ifPresent(training::tell);
    return training.run(
        checkpoint.weights(), Optional.of(optimizer), OptionalLong.of(resumed.firstStep()));
  }

  private TrainResult begunAgain(RunFolder run) {
    Config config = run.config(overrides);
    Training training = new Training(context, config, Optional.empty());
    run.tidy();
    run.keepNothing();
    run.storeConfig(config);
    training.tell("beginning again, since the run was stopped before a checkpoint");
    return training.run(training.initialWeights(), Optional.empty(), OptionalLong.of(1));
  }
}
