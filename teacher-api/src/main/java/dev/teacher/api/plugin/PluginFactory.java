package dev.teacher.api.plugin;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import java.util.List;

/**
 * Makes one kind of plugin from its configuration section. Implementations have a public
 * constructor without parameters, do nothing in it, and are listed in {@code
 * META-INF/services/<interface of the kind>}.
 *
 * @param <T> what it makes
 */
public interface PluginFactory<T> {
  /** The stable name that {@code type} chooses: lower case letters, digits, hyphens; never null. */
  String name();

  /** One line for {@code teacher plugins}; never null. */
  String description();

  /** Every key of the plugin's section but {@code type}; never null. */
  List<Key<?>> keys();

  /**
   * Makes the plugin.
   *
   * @param settings the section, checked against {@link #keys}
   * @param context what else it may use
   */
  T create(Settings settings, PluginContext context);
}
