package dev.teacher.api.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import dev.teacher.api.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One section of the configuration, checked against the list of its keys when made: unknown keys,
 * wrong types and values out of range are usage problems that name file and line.
 */
public final class Settings {
  private final Config config;
  private final String section;
  private final Set<String> known = new HashSet<>();

  private Settings(Config config, String section, List<Key<?>> keys) {
    this.config = config;
    this.section = section;
    keys.forEach(key -> known.add(key.path()));
    refuseUnknown(keys);
    keys.forEach(this::get);
  }

  /**
   * Checks a section. {@code type}, which chooses a plugin, is known in every section.
   *
   * @param config what stands in the section
   * @param section its dotted name, for messages
   * @param keys every key that may stand there
   */
  public static Settings of(Config config, String section, List<Key<?>> keys) {
    return new Settings(config, section, keys);
  }

  /** The value of one of the section's keys, or its default. */
  public <T> T get(Key<T> key) {
    if (!known.contains(key.path())) {
      throw new IllegalArgumentException(key.path() + " is not declared in section " + section);
    }
    T value;
    try {
      if (!config.hasPath(key.path())) {
        return key.fallback().orElseThrow(() -> missing(key));
      }
      value = key.read(config);
    } catch (ConfigException.WrongType | ConfigException.BadValue e) {
      throw wrong(key, e);
    }
    if (!key.accepts(value)) {
      throw wrong(key, null);
    }
    return value;
  }

  /** Whether the configuration gives the key itself. */
  public boolean has(Key<?> key) {
    return config.hasPath(key.path());
  }

  /** Where a key's value stands: file and line; the section where it is a default. */
  public String origin(Key<?> key) {
    return config.hasPath(key.path())
        ? Origins.of(config.getValue(key.path()))
        : "section " + section + " (default)";
  }

  /** A path that the configuration gives, against the folder the command runs in. */
  public Path path(Key<String> key) {
    return Path.of(get(key));
  }

  /** The section's dotted name. */
  public String section() {
    return section;
  }

  private void refuseUnknown(List<Key<?>> keys) {
    for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
      String path = entry.getKey();
      boolean fits =
          known.contains(path)
              || path.equals("type")
              || known.stream().anyMatch(k -> path.startsWith(k + "."));
      if (!fits) {
        List<String> names = new ArrayList<>(keys.stream().map(k -> k.path()).toList());
        Optional<String> near = Nearest.of(path, names);
        throw Problem.usage("unknown key " + qualified(path))
            .where(Origins.of(entry.getValue()))
            .expected(names.isEmpty() ? "no keys here" : "one of " + String.join(", ", names))
            .remedy(near.map(n -> "did you mean " + n + "?").orElse("remove it"))
            .exception();
      }
    }
  }

  private RuntimeException missing(Key<?> key) {
    return Problem.usage(qualified(key.path()) + " is missing")
        .where(Origins.of(config.root()))
        .expected(key.type())
        .remedy("set it in the configuration or with --set " + qualified(key.path()) + "=...")
        .exception();
  }

  private RuntimeException wrong(Key<?> key, Throwable cause) {
    ConfigValue value = config.getValue(key.path());
    return Problem.usage("bad value of " + qualified(key.path()))
        .where(Origins.of(value))
        .expected(key.type())
        .found(value.render(ConfigRenderOptions.concise()))
        .cause(cause)
        .exception();
  }

  private String qualified(String path) {
    return section.isEmpty() ? path : section + "." + path;
  }
}
