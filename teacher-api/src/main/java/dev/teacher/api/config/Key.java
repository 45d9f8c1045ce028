package dev.teacher.api.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * One configuration key: its path within a section, its type, default, bounds and meaning. A
 * section is described by the list of its keys; reading goes through {@link Settings}.
 *
 * @param <T> type of the value; {@code Optional} for keys that may be absent
 */
public final class Key<T> {
  private static final String TYPE = "type";

  private final String path;
  private final String type;
  private final T fallback;
  private final boolean required;
  private final BiFunction<Config, String, T> reader;
  private final Predicate<T> valid;
  private final String bounds;
  private final String meaning;

  private Key(
      String path,
      String type,
      T fallback,
      boolean required,
      BiFunction<Config, String, T> reader,
      Predicate<T> valid,
      String bounds,
      String meaning) {
    this.path = path;
    this.type = type;
    this.fallback = fallback;
    this.required = required;
    this.reader = reader;
    this.valid = valid;
    this.bounds = bounds;
    this.meaning = meaning;
  }

  private static <T> Key<T> of(
      String path, String type, T fallback, BiFunction<Config, String, T> reader) {
    return new Key<>(path, type, fallback, fallback == null, reader, v -> true, "", "");
  }

  /** A whole number; required if the default is null. */
  public static Key<Integer> integer(String path, Integer fallback) {
    return of(
        path,
        "whole number",
        fallback,
        (config, at) -> (int) whole(config, at, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  /** A long whole number; required if the default is null. */
  public static Key<Long> longInteger(String path, Long fallback) {
    return of(
        path,
        "whole number",
        fallback,
        (config, at) -> whole(config, at, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** A number; required if the default is null. */
  public static Key<Double> number(String path, Double fallback) {
    return of(path, "number", fallback, Key::finite);
  }

  /** True or false. */
  public static Key<Boolean> flag(String path, Boolean fallback) {
    return of(path, "true or false", fallback, Config::getBoolean);
  }

  /** Text; required if the default is null. */
  public static Key<String> text(String path, String fallback) {
    return of(path, "text", fallback, Config::getString);
  }

  /** Text that may be absent. */
  public static Key<Optional<String>> optionalText(String path) {
    return of(path, "text", Optional.empty(), (config, at) -> Optional.of(config.getString(at)));
  }

  /** A list of texts. */
  public static Key<List<String>> texts(String path, List<String> fallback) {
    return of(path, "list of text", fallback, Config::getStringList);
  }

  /** A list of whole numbers. */
  public static Key<List<Integer>> integers(String path, List<Integer> fallback) {
    return of(path, "list of whole numbers", fallback, Key::wholes);
  }

  /** A list of sections, each with keys of its own; empty where there is none. */
  public static Key<List<Config>> sections(String path) {
    return of(
        path, "list of sections", List.of(), (config, at) -> List.copyOf(config.getConfigList(at)));
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  public static <E extends Enum<E>> Key<E> choice(String path, Class<E> type, E fallback) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Key::choiceName).toList();
    BiFunction<Config, String, E> reader =
        (config, at) -> {
          int index = names.indexOf(config.getString(at));
          if (index < 0) {
            throw new ConfigException.BadValue(
                config.getValue(at).origin(), at, "one of " + String.join(", ", names));
          }
          return type.getEnumConstants()[index];
        };
    return of(path, "one of " + String.join(", ", names), fallback, reader);
  }

  /**
   * A plugin: its section, or its name alone, which stands for {@code { type = NAME }}.
   *
   * @param usual the name of the plugin that is taken where none is configured
   */
  public static Key<Config> plugin(String path, String usual) {
    return of(
        path,
        "name, or section with type",
        ConfigFactory.parseMap(Map.of(TYPE, usual)),
        Key::plugin);
  }

  private static Config plugin(Config config, String at) {
    ConfigValue value = config.getValue(at);
    return value.valueType() == ConfigValueType.STRING ? value.atKey(TYPE) : config.getConfig(at);
  }

  /**
   * A required value of a kind that the others do not cover.
   *
   * @param path within its section
   * @param type what it is, for messages and tables
   * @param reader reads it, given the section and the path; a {@link ConfigException.WrongType} or
   *     {@link ConfigException.BadValue}, or a problem of its own, for a wrong one
   */
  public static <T> Key<T> required(
      String path, String type, BiFunction<Config, String, T> reader) {
    return of(path, type, null, reader);
  }

  /** The same key, for values from {@code min} to {@code max} only. */
  public Key<T> range(double min, double max) {
    return check(
        value -> {
          double number = ((Number) value).doubleValue();
          return number >= min && number <= max;
        },
        "from " + trim(min) + " to " + trim(max));
  }

  /**
   * The same key, for values that pass a test only, beside those it has.
   *
   * @param test what the default must pass, too
   * @param description follows the type: {@code that is not empty}
   */
  public Key<T> check(Predicate<T> test, String description) {
    if (fallback != null && !test.test(fallback)) {
      throw new IllegalArgumentException(
          "the default of " + path + " is no " + type + " " + description + ": " + fallback);
    }
    String both = bounds.isEmpty() ? description : bounds + ", " + description;
    return new Key<>(path, type, fallback, required, reader, valid.and(test), both, meaning);
  }

  /** The same key with a sentence that says what it does. */
  public Key<T> meaning(String sentence) {
    return new Key<>(path, type, fallback, required, reader, valid, bounds, sentence);
  }

  /** The path within its section. */
  public String path() {
    return path;
  }

  /** What kind of value it takes, with its bounds. */
  public String type() {
    return bounds.isEmpty() ? type : type + " " + bounds;
  }

  /** The value where none is configured; empty for a required key. */
  public Optional<T> fallback() {
    return Optional.ofNullable(fallback);
  }

  /** Whether it must be configured. */
  public boolean isRequired() {
    return required;
  }

  /** What it does. */
  public String meaning() {
    return meaning;
  }

  /** The default as it would be written, or what stands for it. */
  public String fallbackText() {
    if (required) {
      return "(required)";
    }
    if (fallback instanceof Optional<?> optional && optional.isEmpty()) {
      return "(none)";
    }
    if (fallback instanceof Config plugin) {
      return plugin.getString(TYPE);
    }
    return fallback instanceof Enum<?> constant ? choiceName(constant) : String.valueOf(fallback);
  }

  private static long whole(Config config, String at, long min, long max) {
    return whole(config.getNumber(at), config, at, min, max);
  }

  /** Typesafe Config itself would cut 1.5 to 1. */
  private static long whole(Number number, Config config, String at, long min, long max) {
    boolean isWhole = number.doubleValue() == number.longValue();
    if (!isWhole || number.longValue() < min || number.longValue() > max) {
      throw new ConfigException.BadValue(config.origin(), at, number + " is no whole number");
    }
    return number.longValue();
  }

  private static double finite(Config config, String at) {
    double number = config.getDouble(at);
    if (!Double.isFinite(number)) {
      throw new ConfigException.BadValue(config.origin(), at, number + " is not finite");
    }
    return number;
  }

  private static List<Integer> wholes(Config config, String at) {
    return config.getNumberList(at).stream()
        .map(number -> (int) whole(number, config, at, Integer.MIN_VALUE, Integer.MAX_VALUE))
        .toList();
  }

  T read(Config config) {
    return reader.apply(config, path);
  }

  boolean accepts(T value) {
    return valid.test(value);
  }

  private static String choiceName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String trim(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e15
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }
}
