package dev.teacher.train.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a check, or all of them together, came to. */
public enum Verdict {
  /** Nothing was found where something would have shown. */
  HEALTHY("healthy"),
  /** Something was found that spoils a training or what it seems to reach. */
  SICK("sick"),
  /** Too little was there to look at, or it could not be looked at. */
  CANNOT_TELL("cannot tell");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** What files call it: {@code cannot-tell}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What people call it. */
  public String text() {
    return text;
  }
}
