package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import java.util.ArrayList;
import java.util.List;

/** Where an axis has its marks: at round numbers, or at powers of ten. */
public final class Ticks {
  private Ticks() {}

  /** Some four to eight multiples of 1, 2 or 5 times a power of ten within a range. */
  public static List<Double> linear(double from, double to) {
    double rough = (to - from) / 5;
    if (!(rough > 0) || !Double.isFinite(rough)) {
      return List.of(from);
    }
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double factor = rough / power;
    double step = power * (factor < 1.5 ? 1 : factor < 3.5 ? 2 : factor < 7.5 ? 5 : 10);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** A mark in few characters: 250, 0.02, 5e−4, 2e6. */
  public static String label(double mark) {
    String number = Html.number(mark);
    // Marks are round, so what stands behind the point there is zeros.
    return number
        .replaceFirst("(\\.\\d*?)0*e", "$1e")
        .replace(".e", "e")
        .replaceFirst("e\\+0*", "e")
        .replaceFirst("e−0*", "e−");
  }

  /** Powers of ten within a range of positive numbers; round numbers where there are too few. */
  public static List<Double> logarithmic(double from, double to) {
    List<Double> ticks = new ArrayList<>();
    int first = (int) Math.ceil(Math.log10(from) - 1e-9);
    int last = (int) Math.floor(Math.log10(to) + 1e-9);
    int step = Math.max(1, (last - first) / 6);
    for (int exponent = first; exponent <= last; exponent += step) {
      ticks.add(Math.pow(10, exponent));
    }
    return ticks.size() < 2 ? linear(from, to) : ticks;
  }
}
