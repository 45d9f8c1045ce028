package dev.teacher.train.report;

import java.util.Locale;

/** Large numbers for people: 25.1 M. */
public final class Quantity {
  private static final String[] UNITS = {"", " k", " M", " G", " T"};

  private Quantity() {}

  /** Three digits and a unit; whole numbers below 1000 as they are. */
  public static String of(double number) {
    double rest = number;
    int unit = 0;
    while (rest >= 999.5 && unit < UNITS.length - 1) {
      rest /= 1000;
      unit++;
    }
    int digits = unit == 0 || rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + digits + "f%s", rest, UNITS[unit]);
  }
}
