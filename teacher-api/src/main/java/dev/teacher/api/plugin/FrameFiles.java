package dev.teacher.api.plugin;

import com.typesafe.config.Config;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Origins;
import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Opens files and folders with whichever landmark reader knows their format: the first in the order
 * of their names. Readers that cannot do without configuration take part where they have a section.
 */
public final class FrameFiles {
  private final Map<String, LandmarkReader> readers = new LinkedHashMap<>();
  private final Layout input;
  private final boolean asStored;

  /** A list of landmark readers that have keys of their own. */
  public static final Key<List<Config>> READERS =
      Key.sections("readers")
          .meaning("landmark readers with keys of their own, such as { type = npz, array = left }");

  /** Takes every reader of the context that needs no configuration. */
  public FrameFiles(PluginContext context) {
    this(context, List.of());
  }

  /**
   * Takes the readers of these sections, which {@link #READERS} gives, and every other reader of
   * the context that needs no configuration.
   */
  public FrameFiles(PluginContext context, List<Config> sections) {
    Map<String, LandmarkReader> configured = configured(context, sections);
    input = context.input();
    asStored = context.asStored();
    Registry registry = context.registry();
    for (Registry.Entry entry : registry.entries(PluginKind.LANDMARKS)) {
      String name = entry.factory().name();
      if (configured.containsKey(name)) {
        readers.put(name, configured.get(name));
      } else if (entry.factory().keys().stream().noneMatch(Key::isRequired)) {
        readers.put(name, registry.createDefault(PluginKind.LANDMARKS, name, context.notices()));
      }
    }
  }

  private static Map<String, LandmarkReader> configured(
      PluginContext context, List<Config> sections) {
    Map<String, LandmarkReader> configured = new LinkedHashMap<>();
    for (Config section : sections) {
      String path = "corpus." + READERS.path() + "[" + configured.size() + "]";
      LandmarkReader reader =
          context.registry().create(PluginKind.LANDMARKS, section, path, context);
      String name = Registry.type(PluginKind.LANDMARKS, section, path);
      if (configured.put(name, reader) != null) {
        throw Problem.usage("two sections are of the landmark reader " + name)
            .where(Origins.of(section.root()))
            .remedy("write one section with all its keys")
            .exception();
      }
    }
    return configured;
  }

  /** Whether any reader knows the format of a file or folder. */
  public boolean knows(Path path) {
    return readers.values().stream().anyMatch(reader -> reader.accepts(path));
  }

  /**
   * Opens a file or folder as what the context wants, landmarks, ready features or all its columns;
   * a data problem if no reader knows its format.
   */
  public FrameSource open(Path path) {
    if (asStored) {
      return reader(path).openStored(path);
    }
    return input.equals(Part.LAYOUT) ? openLandmarks(path) : reader(path).openFeatures(path, input);
  }

  /** Opens a file or folder of landmarks; a data problem if no reader knows its format. */
  public LandmarkSource openLandmarks(Path path) {
    return reader(path).open(path);
  }

  /**
   * Opens a file or folder as a matrix whose columns have no names yet, one segment of all of them;
   * as landmarks if its format holds nothing else.
   */
  public FrameSource openUnnamed(Path path) {
    LandmarkReader reader = reader(path);
    OptionalInt columns = reader.columns(path);
    if (columns.isEmpty()) {
      return reader.open(path);
    }
    List<Layout.Segment> all = List.of(new Layout.Segment("column", columns.getAsInt()));
    return reader.openFeatures(path, new Layout("unnamed", all));
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
