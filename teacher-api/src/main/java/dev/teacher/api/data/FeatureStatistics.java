package dev.teacher.api.data;

import java.util.List;

/**
 * Statistics of feature columns over the valid frames of a training split.
 *
 * @param layout the columns
 * @param frames how many frames were counted
 * @param samples how many samples they came from
 * @param mean per column, of its finite numbers
 * @param deviation biased standard deviation per column, before any floor
 * @param nonFinite how many numbers were NaN or infinite; where there were any, these are no
 *     statistics to normalise with
 * @param source hash of the data and settings that they were computed from
 */
public record FeatureStatistics(
    Layout layout,
    long frames,
    int samples,
    List<Double> mean,
    List<Double> deviation,
    long nonFinite,
    String source) {
  public FeatureStatistics {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != layout.width() || deviation.size() != layout.width()) {
      throw new IllegalArgumentException("statistics of another width than " + layout.spec());
    }
  }

  /** Statistics of finite numbers. */
  public FeatureStatistics(
      Layout layout,
      long frames,
      int samples,
      List<Double> mean,
      List<Double> deviation,
      String source) {
    this(layout, frames, samples, mean, deviation, 0, source);
  }
}
