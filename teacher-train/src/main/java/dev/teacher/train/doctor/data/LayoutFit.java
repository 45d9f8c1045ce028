package dev.teacher.train.doctor.data;

import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.features.inspect.PartFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether columns are what the layout calls them, by what each kind of segment cannot but be: the
 * points of a part stand as on a body, velocities are differences of what they are velocities of,
 * presences are 0 or 1.
 */
final class LayoutFit {
  private static final int RECORDINGS = 60;
  private static final String VELOCITY = "velocity.";
  private static final String PRESENCE = "presence";

  private final Layout layout;
  private final List<Frames> recordings = new ArrayList<>();

  private LayoutFit(Layout layout) {
    this.layout = layout;
  }

  /** By segment, a correlation or a share, 1 for a perfect fit; those that can be judged. */
  static Map<String, Double> of(
      Layout layout, List<Sample> samples, Function<Sample, Frames> frames) {
    LayoutFit fit = new LayoutFit(layout);
    int step = Math.max(1, samples.size() / RECORDINGS);
    for (int i = 0; i < samples.size(); i += step) {
      fit.recordings.add(frames.apply(samples.get(i)));
    }
    Map<String, Double> fits = new LinkedHashMap<>();
    for (Layout.Segment segment : layout.segments()) {
      fit.of(segment).ifPresent(value -> fits.put(segment.name(), value));
    }
    return fits;
  }

  private Optional<Double> of(Layout.Segment segment) {
    if (segment.name().equals(PRESENCE)) {
      return Optional.of(flags(segment));
    }
    if (segment.name().startsWith(VELOCITY)) {
      return velocity(segment);
    }
    return PartFit.of(rows(segment), segment.name(), segment.width());
  }

  /** Frames that are not all zeros. */
  private List<float[]> rows(Layout.Segment segment) {
    int offset = layout.offset(segment.name());
    int width = segment.width();
    List<float[]> rows = new ArrayList<>();
    for (Frames read : recordings) {
      float[] found = new float[read.frames() * width];
      int count = 0;
      for (int frame = 0; frame < read.frames(); frame++) {
        int from = frame * layout.width() + offset;
        boolean isThere = false;
        for (int c = from; c < from + width && !isThere; c++) {
          isThere = read.values()[c] != 0;
        }
        if (isThere) {
          System.arraycopy(read.values(), from, found, count * width, width);
          count++;
        }
      }
      if (count > 0) {
        rows.add(Arrays.copyOf(found, count * width));
      }
    }
    return rows;
  }

  private double flags(Layout.Segment segment) {
    int offset = layout.offset(segment.name());
    long flags = 0;
    long all = 0;
    for (Frames read : recordings) {
      for (int frame = 0; frame < read.frames(); frame++) {
        for (int c = 0; c < segment.width(); c++) {
          float value = read.values()[frame * layout.width() + offset + c];
          flags += value == 0 || value == 1 ? 1 : 0;
          all++;
        }
      }
    }
    return (double) flags / all;
  }

  /** Correlation with the differences of what it is the velocity of. */
  private Optional<Double> velocity(Layout.Segment segment) {
    String of = segment.name().substring(VELOCITY.length());
    boolean exists =
        layout.segments().stream()
            .anyMatch(s -> s.name().equals(of) && s.width() == segment.width());
    if (!exists) {
      return Optional.empty();
    }
    int place = layout.offset(of);
    int velocity = layout.offset(segment.name());
    double products = 0;
    double squares = 0;
    double differences = 0;
    for (Frames read : recordings) {
      for (int frame = 1; frame < read.frames(); frame++) {
        int at = frame * layout.width();
        for (int c = 0; c < segment.width(); c++) {
          double v = read.values()[at + velocity + c];
          double d =
              (double) read.values()[at + place + c]
                  - read.values()[at - layout.width() + place + c];
          if (v != 0) { // 0 where a part is missing in either frame
            products += v * d;
            squares += v * v;
            differences += d * d;
          }
        }
      }
    }
    return squares > 0 && differences > 0
        ? Optional.of(products / Math.sqrt(squares * differences))
        : Optional.empty();
  }
}
