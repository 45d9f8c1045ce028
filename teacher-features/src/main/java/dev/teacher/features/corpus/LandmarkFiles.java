package dev.teacher.features.corpus;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.config.Key;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Opens files and folders with whichever landmark reader knows their format: the first in the order
 * of their names. Readers that cannot do without configuration take no part.
 */
public final class LandmarkFiles {
  private final Map<String, LandmarkReader> readers = new LinkedHashMap<>();

  /** Takes every reader of the context that needs no configuration. */
  public LandmarkFiles(PluginContext context) {
    for (Registry.Entry entry : context.registry().entries(PluginKind.LANDMARKS)) {
      if (entry.factory().keys().stream().anyMatch(Key::isRequired)) {
        continue;
      }
      String name = entry.factory().name();
      LandmarkReader reader =
          context
              .registry()
              .create(
                  PluginKind.LANDMARKS,
                  ConfigFactory.parseMap(Map.of("type", name)),
                  "landmark reader " + name,
                  context.notices());
      readers.put(name, reader);
    }
  }

  /** Whether any reader knows the format of a file or folder. */
  public boolean knows(Path path) {
    return readers.values().stream().anyMatch(reader -> reader.accepts(path));
  }

  /** Opens a file or folder; a data problem if no reader knows its format. */
  public LandmarkSource open(Path path) {
    return readers.values().stream()
        .filter(reader -> reader.accepts(path))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.data("no landmark reader knows the format of a file")
                    .where(path)
                    .expected("a format of " + String.join(", ", readers.keySet()))
                    .remedy("convert it, or add the jar of a reader with --plugins")
                    .exception())
        .open(path);
  }
}
