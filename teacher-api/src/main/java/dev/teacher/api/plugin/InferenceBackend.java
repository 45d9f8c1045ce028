package dev.teacher.api.plugin;

import java.nio.file.Path;

/** Runs exported models; a {@link ModelFormat} writes them, too. */
public interface InferenceBackend {
  /** Loads a model file. The result may be used by several threads at once. */
  InferenceModel load(Path model);
}
