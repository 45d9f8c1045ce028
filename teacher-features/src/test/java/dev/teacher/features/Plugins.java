package dev.teacher.features;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.plugin.PluginFactory;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import java.util.ArrayList;
import java.util.List;

/** Makes plugins the way the program does, from HOCON, and keeps what they tell the user. */
public final class Plugins {
  private final List<String> notices = new ArrayList<>();

  /** The plugin of a section. */
  public <T, F extends PluginFactory<T>> T create(PluginKind<F> kind, String section) {
    return Registry.ofClassPath()
        .create(kind, ConfigFactory.parseString(section), "section", notices::add);
  }

  /** What plugins told the user so far. */
  public List<String> notices() {
    return notices;
  }
}
