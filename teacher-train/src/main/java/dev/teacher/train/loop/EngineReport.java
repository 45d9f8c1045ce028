package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.engine.CheckedBackend;
import dev.teacher.train.engine.EngineFault;
import dev.teacher.train.engine.EngineMemory;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is known of the engine that a configuration trains with.
 *
 * @param facts what its numbers depend on, by name
 * @param threads of a training
 * @param device where it computes
 * @param right how many operations, at widths of theirs, were found right
 * @param faults operations that are avoided, or cannot be
 * @param file where that is kept; null if nowhere
 */
public record EngineReport(
    Map<String, String> facts,
    int threads,
    String device,
    int right,
    List<EngineFault> faults,
    String file) {
  /** Any number of glosses: the last layer's width is another in each corpus. */
  private static final int CLASSES = 50;

  /**
   * Looks.
   *
   * @param config whose backend and network it is about
   * @param anew whether all that is known is forgotten, and the network's operations are checked
   * @param notices takes lines for people
   */
  public static EngineReport of(
      Config config, Registry registry, boolean anew, Consumer<String> notices) {
    Experiment experiment = new Experiment(config, registry, notices);
    TrainSettings settings = new TrainSettings(experiment.section("train"));
    CheckedBackend backend = settings.checkedBackend(registry, notices);
    EngineMemory memory = backend.memory();
    if (anew) {
      memory.clear();
      check(backend, experiment, settings, notices);
    }
    int threads = settings.options().threads();
    return new EngineReport(
        memory.facts(),
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
        "cpu",
        memory.rightPieces(),
        memory.faults(),
        memory.file().map(Object::toString).orElse(null));
  }

  private static void check(
      CheckedBackend backend,
      Experiment experiment,
      TrainSettings settings,
      Consumer<String> notices) {
    try {
      backend.checked(Recognizer.unmeasured(experiment, CLASSES), settings.options());
    } catch (TeacherException e) { // an operation that is wrong in every form; it is in the memory
      notices.accept(e.getMessage());
    }
  }
}
