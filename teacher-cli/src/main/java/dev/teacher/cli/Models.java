package dev.teacher.cli;

import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.train.loop.TrainSettings;
import dev.teacher.train.loop.TrainedModel;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import java.nio.file.Path;

/** Finds and opens trained models. */
final class Models {
  private Models() {}

  /** The best checkpoint of a run folder, or the folder itself if it is a checkpoint. */
  static Path checkpoint(Path folder) {
    Path best = new RunFolder(folder).best();
    return Checkpoint.isCheckpoint(best) ? best : folder;
  }

  /** Opens a trained model in the engine that trained it. */
  static TrainingSession open(TrainedModel trained, TrainSettings settings, Console console) {
    return settings
        .backend(trained.experiment().registry(), console::progress)
        .open(trained.graph(), trained.weights(), settings.options());
  }
}
