package dev.teacher.api.plugin;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import java.util.function.Consumer;

/**
 * What a plugin may use beside its settings.
 *
 * @param registry the other plugins
 * @param notices takes sentences for the user: what was dropped, counted, assumed
 * @param input what the files of a corpus must give: {@link Part#LAYOUT}, or the layout of ready
 *     features
 * @param asStored whether the files of a corpus are to be opened with all their columns instead,
 *     whatever they are
 */
public record PluginContext(
    Registry registry, Consumer<String> notices, Layout input, boolean asStored) {
  /** A context in which files are opened to be used. */
  public PluginContext(Registry registry, Consumer<String> notices, Layout input) {
    this(registry, notices, input, false);
  }

  /** A context in which files hold raw landmarks. */
  public PluginContext(Registry registry, Consumer<String> notices) {
    this(registry, notices, Part.LAYOUT);
  }
}
