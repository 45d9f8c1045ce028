package dev.teacher.testkit;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.plugin.ModelFormatFactory;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The engines that plugins are tried in: the testkit has none, and takes those that it finds.
 *
 * @param training what trains, by name
 * @param formats what exports and runs what was exported, by name
 */
record Engines(Map<String, TrainingBackend> training, Map<String, ModelFormat> formats) {
  /** One thread, which gives the same bits in every run of any engine. */
  static final TrainingOptions OPTIONS =
      new TrainingOptions(new Optimizer.AdamW(0.9, 0.999, 1e-8, 0.01), 1, 0, 1);

  /** With their default settings. */
  static Engines ofClassPath() {
    Registry registry = Registry.ofClassPath();
    Map<String, TrainingBackend> training = new LinkedHashMap<>();
    for (Registry.Entry entry : registry.entries(PluginKind.TRAINING)) {
      String name = entry.factory().name();
      training.put(name, registry.createDefault(PluginKind.TRAINING, name, notice -> {}));
    }
    Map<String, ModelFormat> formats = new LinkedHashMap<>();
    for (Registry.Entry entry : registry.entries(PluginKind.FORMAT)) {
      String name = entry.factory().name();
      if (entry.factory() instanceof ModelFormatFactory factory
          && factory.isWritable()
          && factory.isRunnable()) {
        formats.put(name, registry.createDefault(PluginKind.FORMAT, name, notice -> {}));
      }
    }
    return new Engines(training, formats);
  }

  /** Skips the test where nothing trains. */
  Engines thatTrain() {
    assumeFalse(
        training.isEmpty(),
        "not tested: no engine on the test class path computes gradients."
            + " Add dev.teacher:teacher-train with scope test, which brings LibTorch");
    return this;
  }

  /** Skips the test where nothing exports. */
  Engines thatExport() {
    assumeFalse(
        formats.isEmpty(),
        "not tested: no engine on the test class path runs exported models."
            + " Add dev.teacher:teacher-train with scope test, which brings ONNX Runtime and"
            + " LibTorch, or dev.teacher:teacher-model for ONNX Runtime alone");
    return this;
  }
}
