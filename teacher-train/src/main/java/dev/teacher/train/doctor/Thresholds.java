package dev.teacher.train.doctor;

import com.typesafe.config.Config;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import java.util.List;

/** The section {@code doctor}: what counts as sick. The meaning of a key names its source. */
public final class Thresholds {
  // Checks add their keys here.

  private Thresholds() {}

  /** Every key of the section. */
  public static List<Key<?>> keys() {
    return List.of();
  }

  /** Reads the section. */
  public static Settings of(Config section) {
    return Settings.of(section, "doctor", keys());
  }
}
