package dev.teacher.train.guard;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the network gets: features after normalisation, over valid frames.
 *
 * @param all columns together
 * @param segments of the layout, by name
 */
public record FeatureNumbers(Range all, Map<String, Range> segments) {
  /**
   * Numbers of some columns together.
   *
   * @param mean of the finite ones
   * @param std their deviation, biased
   * @param min smallest
   * @param max largest
   * @param nonFinite how many are NaN or infinite
   */
  public record Range(double mean, double std, double min, double max, long nonFinite) {
    String text() {
      String text =
          String.format(
              Locale.ROOT, "mean=%.4f std=%.4f range=[%.2f, %.2f]", mean + 0.0, std, min, max);
      return nonFinite == 0 ? text : text + " not finite: " + nonFinite;
    }
  }

  /** The line for people. */
  String line() {
    return "features after normalisation: " + all.text();
  }

  /** The same, and a line for each segment. */
  String lines() {
    StringBuilder lines = new StringBuilder(line());
    segments.forEach(
        (name, range) -> lines.append("\n  ").append(name).append(": ").append(range.text()));
    return lines.toString();
  }

  /** The same in one line. */
  String longLine() {
    StringBuilder line = new StringBuilder(line());
    segments.forEach(
        (name, range) -> line.append("; ").append(name).append(": ").append(range.text()));
    return line.toString();
  }

  static FeatureNumbers of(FeatureTally tally) {
    Map<String, Range> segments = new LinkedHashMap<>();
    int offset = 0;
    for (var segment : tally.layout().segments()) {
      segments.put(segment.name(), tally.range(offset, offset + segment.width()));
      offset += segment.width();
    }
    return new FeatureNumbers(tally.range(0, offset), segments);
  }
}
