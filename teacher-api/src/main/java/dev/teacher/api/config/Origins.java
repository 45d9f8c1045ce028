package dev.teacher.api.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;

/** Where a configuration value stands, as a person would say it. */
public final class Origins {
  private Origins() {}

  /** {@code path/to/file.conf: line 12}, or the description of whatever else it came from. */
  public static String of(ConfigValue value) {
    ConfigOrigin origin = value.origin();
    int line = origin.lineNumber();
    String place = origin.filename() != null ? origin.filename() : origin.description();
    if (line < 1) {
      return place;
    }
    String suffix = ": " + line; // descriptions end so
    String name =
        place.endsWith(suffix) ? place.substring(0, place.length() - suffix.length()) : place;
    return name.startsWith(ConfigFile.OVERRIDE) ? name : name + ": line " + line;
  }
}
