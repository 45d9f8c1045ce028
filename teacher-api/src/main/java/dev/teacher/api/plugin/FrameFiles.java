package dev.teacher.api.plugin;

import dev.teacher.api.config.Key;
import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Opens files and folders with whichever landmark reader knows their format: the first in the order
 * of their names. Readers that cannot do without configuration take no part.
 */
public final class FrameFiles {
  private final Map<String, LandmarkReader> readers = new LinkedHashMap<>();
  private final Layout input;

  /** Takes every reader of the context that needs no configuration. */
  public FrameFiles(PluginContext context) {
    input = context.input();
    Registry registry = context.registry();
    for (Registry.Entry entry : registry.entries(PluginKind.LANDMARKS)) {
      String name = entry.factory().name();
      if (entry.factory().keys().stream().noneMatch(Key::isRequired)) {
        readers.put(name, registry.createDefault(PluginKind.LANDMARKS, name, context.notices()));
      }
    }
  }

  /** Whether any reader knows the format of a file or folder. */
  public boolean knows(Path path) {
    return readers.values().stream().anyMatch(reader -> reader.accepts(path));
  }

  /**
   * Opens a file or folder as what the context wants, landmarks or ready features; a data problem
   * if no reader knows its format.
   */
  public FrameSource open(Path path) {
    return input.equals(Part.LAYOUT) ? openLandmarks(path) : reader(path).openFeatures(path, input);
  }

  /** Opens a file or folder of landmarks; a data problem if no reader knows its format. */
  public LandmarkSource openLandmarks(Path path) {
    return reader(path).open(path);
  }

  private LandmarkReader reader(Path path) {
    return readers.values().stream()
        .filter(reader -> reader.accepts(path))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.data("no landmark reader knows the format of a file")
                    .where(path)
                    .expected("a format of " + String.join(", ", readers.keySet()))
                    .remedy("convert it, or add the jar of a reader with --plugins")
                    .exception());
  }
}
