package dev.teacher.api.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.teacher.api.error.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One section of the configuration, checked against the list of its keys when made: unknown keys,
 * wrong types and values out of range are usage problems that name file and line.
 */
public final class Settings {
  private final Config config;
  private final String section;
  private final List<Key<?>> keys;
  private final Set<String> known = new LinkedHashSet<>();

  private Settings(Config config, String section, List<Key<?>> keys) {
    this.config = config;
    this.section = section;
    this.keys = List.copyOf(keys);
    keys.forEach(key -> known.add(key.path()));
    refuseUnknown(config.root(), "");
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
    if (!config.hasPathOrNull(key.path())) {
      return key.fallback().orElseThrow(() -> missing(key));
    }
    T value;
    try {
      value = key.read(config);
    } catch (ConfigException.WrongType | ConfigException.BadValue | ConfigException.Null e) {
      throw wrong(key, e);
    }
    if (!key.accepts(value)) {
      throw wrong(key, null);
    }
    return value;
  }

  /** Every key with its value or default, sorted: the same text for the same settings. */
  public String canonical() {
    return keys.stream()
        .map(key -> key.path() + " = " + text(key))
        .sorted()
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  private String text(Key<?> key) {
    Object value = get(key);
    if (value instanceof Optional<?> optional) {
      return optional.map(Settings::plain).orElse("none");
    }
    boolean known =
        value instanceof Number
            || value instanceof Boolean
            || value instanceof String
            || value instanceof Enum
            || value instanceof List
            || value instanceof Record;
    return known || !config.hasPath(key.path())
        ? plain(value)
        : config.getValue(key.path()).render(ConfigRenderOptions.concise());
  }

  private static String plain(Object value) {
    return value instanceof String text ? ConfigUtil.quoteString(text) : String.valueOf(value);
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
    try {
      return Path.of(get(key));
    } catch (InvalidPathException e) {
      throw wrong(key, e);
    }
  }

  /** The section's dotted name. */
  public String section() {
    return section;
  }

  private void refuseUnknown(ConfigObject object, String prefix) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(object).entrySet()) {
      String path = prefix + ConfigUtil.joinPath(entry.getKey());
      if (known.contains(path) || path.equals("type")) {
        continue;
      }
      boolean isSection = known.stream().anyMatch(key -> key.startsWith(path + "."));
      if (isSection && entry.getValue() instanceof ConfigObject inner) {
        refuseUnknown(inner, path + ".");
      } else {
        throw isSection ? noSection(path, entry.getValue()) : unknown(path, entry.getValue());
      }
    }
  }

  private RuntimeException unknown(String path, ConfigValue value) {
    return Problem.usage("unknown key " + qualified(path))
        .where(Origins.of(value))
        .expected(known.isEmpty() ? "no keys here" : "one of " + String.join(", ", known))
        .remedy(Nearest.of(path, known).map(n -> "did you mean " + n + "?").orElse("remove it"))
        .exception();
  }

  private RuntimeException noSection(String path, ConfigValue value) {
    return Problem.usage(qualified(path) + " must be a section { ... }")
        .where(Origins.of(value))
        .found(value.render(ConfigRenderOptions.concise()))
        .exception();
  }

  private RuntimeException missing(Key<?> key) {
    boolean inList = section.contains("["); // --set cannot name what stands in a list
    String override = inList ? "" : " or with --set " + qualified(key.path()) + "=...";
    return Problem.usage(qualified(key.path()) + " is missing")
        .where(Origins.of(config.root()))
        .expected(key.type())
        .remedy("set it in the configuration" + override)
        .exception();
  }

  private RuntimeException wrong(Key<?> key, Throwable cause) {
    ConfigValue value = config.root();
    for (String name : ConfigUtil.splitPath(key.path())) { // getValue would not give null
      value = ((ConfigObject) value).get(name);
    }
    boolean isNull = value.valueType() == ConfigValueType.NULL;
    return Problem.usage("bad value of " + qualified(key.path()))
        .where(Origins.of(value))
        .expected(key.type())
        .found(value.render(ConfigRenderOptions.concise()))
        .remedy(isNull && !key.isRequired() ? "remove it to have the default" : "correct it")
        .cause(cause)
        .exception();
  }

  private String qualified(String path) {
    return section.isEmpty() ? path : section + "." + path;
  }
}
