package dev.teacher.api.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.teacher.api.error.Problem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a HOCON file, lays {@code --set} overrides over it and resolves substitutions. */
public final class ConfigFile {
  /** How the origin of an override begins. */
  static final String OVERRIDE = "--set ";

  private static final String TYPE = "type";

  private ConfigFile() {}

  /** A file with overrides {@code key=value}, the last of which wins. */
  public static Config load(Path file, List<String> overrides) {
    if (!Files.isRegularFile(file)) {
      throw Problem.usage("no configuration file")
          .where(file.toAbsolutePath())
          .remedy("name one with --config; the distribution brings some in configs/")
          .exception();
    }
    try {
      ConfigParseOptions options =
          ConfigParseOptions.defaults()
              .setAllowMissing(false)
              .setIncluder(new StrictIncluder())
              .setOriginDescription(file.toString());
      Config config = resolve(ConfigFactory.parseFile(beside(file), options), overrides);
      // Overrides and included files would hide which file was named.
      ConfigOrigin origin = ConfigOriginFactory.newFile(file.toString());
      return config.root().withOrigin(origin).toConfig();
    } catch (ConfigException e) {
      throw unreadable(file, e);
    }
  }

  /** Only beside a file that names its folder can included ones be found. */
  private static File beside(Path file) {
    return file.getParent() == null ? Path.of(".").resolve(file).toFile() : file.toFile();
  }

  /** Text of this program or of its user; {@code origin} is named in errors. */
  public static Config parse(String text, String origin, List<String> overrides) {
    try {
      ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(origin);
      return resolve(ConfigFactory.parseString(text, options), overrides);
    } catch (ConfigException e) {
      throw unreadable(origin, e);
    }
  }

  /** The configuration as text that {@link StoredConfig} reads. */
  public static String render(Config config) {
    ConfigRenderOptions options =
        ConfigRenderOptions.defaults().setOriginComments(false).setJson(false);
    return config.root().render(options);
  }

  /**
   * The options that load some sections of a configuration again: {@code --config FILE}, and {@code
   * --set KEY=VALUE} for each override that stands in them.
   */
  public static List<String> options(Config config, String... sections) {
    String file = config.root().origin().filename();
    List<String> options = new ArrayList<>(List.of("--config", file == null ? "FILE" : file));
    Set<String> overrides = new LinkedHashSet<>();
    for (String section : sections) {
      if (config.hasPath(section)) {
        addOverrides(config.getValue(section), overrides);
      }
    }
    overrides.forEach(override -> options.addAll(List.of("--set", override)));
    return options;
  }

  private static void addOverrides(ConfigValue value, Set<String> overrides) {
    String origin = Origins.of(value);
    if (value instanceof ConfigObject object) {
      object.values().forEach(inner -> addOverrides(inner, overrides));
    } else if (origin.startsWith(OVERRIDE)) {
      overrides.add(origin.substring(OVERRIDE.length()));
    } else if (value instanceof ConfigList list) {
      list.forEach(inner -> addOverrides(inner, overrides));
    }
  }

  static Config resolve(Config file, List<String> overrides) {
    Config config = file;
    for (String override : overrides) {
      Config change = override(override);
      config = change.withFallback(withoutOtherPlugins(config, change));
    }
    return config.resolve();
  }

  /** Another plugin has other keys: choosing one drops the section of the one it replaces. */
  private static Config withoutOtherPlugins(Config config, Config change) {
    Config kept = config;
    for (String section : change.root().keySet()) {
      if (!(change.root().get(section) instanceof ConfigObject changed)
          || !(kept.root().get(section) instanceof ConfigObject present)) {
        continue;
      }
      ConfigValue chosen = changed.get(TYPE);
      ConfigValue replaced = present.get(TYPE);
      if (chosen != null && replaced != null && !chosen.unwrapped().equals(replaced.unwrapped())) {
        kept = kept.withoutPath(ConfigUtil.quoteString(section));
      }
    }
    return kept;
  }

  private static Config override(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw Problem.usage("bad override").expected("--set key=value").found(text).exception();
    }
    String key = text.substring(0, equals).trim();
    String value = text.substring(equals + 1).trim();
    String origin = OVERRIDE + text;
    try {
      boolean comment = value.matches("[^\"\\[{].*(#|//).*"); // in HOCON; here, part of a path
      return comment ? plain(key, value, origin) : hocon(key, value, origin);
    } catch (ConfigException.BadPath e) {
      throw Problem.usage("bad override")
          .expected("--set key=value with a dotted key")
          .found(text)
          .cause(e)
          .exception();
    }
  }

  private static Config hocon(String key, String value, String origin) {
    ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(origin);
    try {
      return ConfigFactory.parseString(key + " = " + value, options);
    } catch (ConfigException.Parse e) { // a text with signs that HOCON reserves
      return plain(key, value, origin);
    }
  }

  private static Config plain(String key, String value, String origin) {
    return ConfigFactory.empty(origin).withValue(key, ConfigValueFactory.fromAnyRef(value, origin));
  }

  private static RuntimeException unreadable(Object origin, ConfigException e) {
    return Problem.usage("cannot read the configuration")
        .where(origin)
        .found(e.getMessage())
        .remedy(
            e instanceof ConfigException.UnresolvedSubstitution
                ? "define it; an environment variable that may be absent is written ${?NAME}"
                : "correct the line; the format is HOCON")
        .cause(e)
        .exception();
  }
}
