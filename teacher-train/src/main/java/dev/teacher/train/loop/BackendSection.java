package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.config.Origins;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Precision;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingBackendFactory;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The section {@code train.backend}: a backend that can do what it is asked for, or an error. */
final class BackendSection {
  private static final String NAME = "train.backend";
  private static final String DEVICE = "device";

  private BackendSection() {}

  static TrainingBackend create(Settings train, Registry registry, Consumer<String> notices) {
    Config section = train.get(TrainSettings.BACKEND);
    TrainingBackendFactory factory = factory(train, registry);
    require(factory, train);
    boolean choosesDevice = factory.keys().stream().anyMatch(key -> key.path().equals(DEVICE));
    return registry.create(
        PluginKind.TRAINING,
        choosesDevice ? section : section.withoutPath(DEVICE), // its only one was named
        NAME,
        notices);
  }

  /** Refuses what a backend cannot do. */
  static void require(TrainingBackendFactory factory, Settings train) {
    requireDevice(factory, train.get(TrainSettings.BACKEND));
    requirePrecision(factory, train);
  }

  static TrainingBackendFactory factory(Settings train, Registry registry) {
    Config section = train.get(TrainSettings.BACKEND);
    String name = Registry.type(PluginKind.TRAINING, section, NAME);
    String origin = NAME + ", " + Origins.of(section.getValue("type"));
    return registry.factory(PluginKind.TRAINING, name, origin);
  }

  /** Before the keys are checked: a backend with one device need not have a key for it. */
  private static void requireDevice(TrainingBackendFactory factory, Config section) {
    if (!section.hasPath(DEVICE)) {
      return;
    }
    String wanted = String.valueOf(section.getValue(DEVICE).unwrapped());
    if (!factory.devices().contains(wanted)) {
      throw Problem.usage("the training backend " + factory.name() + " lacks the device " + wanted)
          .where(Origins.of(section.getValue(DEVICE)))
          .expected("one of " + String.join(", ", factory.devices()))
          .found(wanted)
          .remedy("correct it, or remove it to have " + factory.devices().get(0))
          .exception();
    }
  }

  private static void requirePrecision(TrainingBackendFactory factory, Settings train) {
    if (train.get(TrainSettings.PRECISION) == PrecisionChoice.Wanted.BFLOAT16
        && !factory.precisions().contains(Precision.BFLOAT16)) {
      throw Problem.usage(
              "the training backend " + factory.name() + " lacks the precision bfloat16")
          .where(train.origin(TrainSettings.PRECISION))
          .expected(
              "one of "
                  + factory.precisions().stream()
                      .map(precision -> precision.name().toLowerCase(Locale.ROOT))
                      .sorted()
                      .collect(Collectors.joining(", ")))
          .found("bfloat16")
          .remedy("correct train.precision, or name another train.backend")
          .exception();
    }
  }
}
