package dev.teacher.features.inspect;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How well columns that are said to be a part of the body are one. */
public final class PartFit {
  private static final int FRAMES = 400;

  private PartFit() {}

  /**
   * Correlates the places of points with where they are on a body.
   *
   * @param recordings each float32 [frames, columns of the part], row-major; frames in which the
   *     part was found
   * @param segment what they are called: {@code pose}, {@code face}, {@code hands.left} or {@code
   *     hands.right}
   * @param width columns of a frame, x, y, z of each point (and visibility of those of a pose)
   * @return 1 for a perfect fit, 0 or less for none; empty where the name or the number of columns
   *     is that of no part, or too few frames show it
   */
  public static Optional<Double> of(List<float[]> recordings, String segment, int width) {
    Optional<Body> body = body(segment);
    if (body.isEmpty() || recordings.isEmpty()) {
      return Optional.empty();
    }
    int points = body.get().shape(3).points();
    int coordinates = width / points;
    if (width % points != 0 || coordinates < 2 || coordinates > 4) {
      return Optional.empty();
    }
    Points found =
        new Points(
            Columns.of(recordings, width),
            IntStream.range(0, width).toArray(),
            0,
            new Arrangement(false, points, coordinates));
    double fit = body.get().shape(coordinates).fit(found, FRAMES);
    return Double.isNaN(fit) ? Optional.empty() : Optional.of(fit);
  }

  private static Optional<Body> body(String segment) {
    return switch (segment) {
      case "pose" -> Optional.of(Body.POSE);
      case "face" -> Optional.of(Body.FACE);
      case "hands.left", "hands.right" -> Optional.of(Body.HAND);
      default -> Optional.empty();
    };
  }
}
