package dev.teacher.cli;

import dev.teacher.api.config.Key;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the plugins with their keys. */
@Command(name = "plugins", description = "List the plugins, what they do and their keys.")
final class PluginsCommand implements Callable<Integer> {
  @Mixin CommonOptions common;

  @Option(names = "--keys", description = "Show the configuration keys of every plugin.")
  boolean keys;

  record Result(List<Plugin> plugins) {}

  record Plugin(String kind, String name, String description, String origin, List<Setting> keys) {}

  record Setting(String key, String type, String fallback, String meaning) {}

  @Override
  public Integer call() {
    Registry registry = common.registry();
    List<Plugin> plugins = new ArrayList<>();
    for (PluginKind<?> kind : PluginKind.ALL) {
      for (Registry.Entry entry : registry.entries(kind)) {
        plugins.add(
            new Plugin(
                kind.label(),
                entry.factory().name(),
                entry.factory().description(),
                entry.origin(),
                entry.factory().keys().stream().map(PluginsCommand::setting).toList()));
      }
    }
    common.console().result(new Result(plugins), text(plugins));
    return 0;
  }

  private static Setting setting(Key<?> key) {
    return new Setting(key.path(), key.type(), key.fallbackText(), key.meaning());
  }

  private String text(List<Plugin> plugins) {
    StringBuilder text = new StringBuilder();
    String kind = "";
    for (Plugin plugin : plugins) {
      if (!plugin.kind().equals(kind)) {
        kind = plugin.kind();
        text.append(text.isEmpty() ? "" : "\n").append(kind).append('\n');
      }
      text.append(String.format("  %-18s %s%n", plugin.name(), plugin.description()));
      if (!plugin.origin().equals("class path")) {
        text.append(String.format("  %-18s from %s%n", "", plugin.origin()));
      }
      if (keys) {
        for (Setting key : plugin.keys()) {
          text.append(
              String.format(
                  "      %-22s %s [%s, default %s]%n",
                  key.key(), key.meaning(), key.type(), key.fallback()));
        }
      }
    }
    return text.toString().stripTrailing();
  }
}
