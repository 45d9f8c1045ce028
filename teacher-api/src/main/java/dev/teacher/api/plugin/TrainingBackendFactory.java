package dev.teacher.api.plugin;

import java.util.List;
import java.util.Set;

/** Makes training backends, and says what they can do. */
public interface TrainingBackendFactory extends PluginFactory<TrainingBackend> {
  /**
   * The devices that it computes on, as its key {@code device} names them; the first is taken where
   * none is named. A backend with more than one has that key.
   */
  default List<String> devices() {
    return List.of("cpu");
  }

  /** In what a step can be computed, {@link Precision#FLOAT32} among them. */
  default Set<Precision> precisions() {
    return Set.of(Precision.FLOAT32);
  }
}
