package dev.teacher.features.npy;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import dev.teacher.features.layout.Presets;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * A {@code .npy} array seen as landmarks: [frames, 1662] with the visibility of the pose, which is
 * dropped, [frames, 1629] without, or [frames, 543, 3].
 */
public final class NpyLandmarks implements LandmarkSource {
  /** MediaPipe Holistic's usual export: x, y, z and visibility of the pose, x, y, z of the rest. */
  static final Layout WITH_VISIBILITY = Presets.find("mediapipe-1662").orElseThrow();

  private final NpyMatrix matrix;

  private NpyLandmarks(NpyMatrix matrix) {
    this.matrix = matrix;
  }

  /** Opens a recording: [frames, 1662], [frames, 1629] or [frames, 543, 3]. */
  public static LandmarkSource open(NpyInput input) {
    return open(
        input, NpyLandmarks::isRecording, "[frames, 1662], [frames, 1629], [frames, 543, 3]");
  }

  /** Opens a single frame: [1662] or [1629]. */
  public static LandmarkSource openFrame(NpyInput input) {
    return open(
        input, shape -> shape.length == 1 && isWidth(shape[0]), "[1662], [1629] of a single frame");
  }

  private static LandmarkSource open(NpyInput input, Predicate<long[]> valid, String shapes) {
    NpyMatrix matrix = NpyMatrix.open(input);
    if (!valid.test(matrix.shape())) {
      throw Problem.data("a .npy file holds no landmarks of MediaPipe Holistic")
          .where(input.location())
          .expected("a shape of " + shapes)
          .found("shape " + Arrays.toString(matrix.shape()))
          .remedy(
              "save all 33 + 468 + 21 + 21 landmarks of every frame, or choose the feature"
                  + " extractor precomputed if these are ready features")
          .exception();
    }
    return new NpyLandmarks(matrix);
  }

  private static boolean isRecording(long[] shape) {
    return switch (shape.length) {
      case 2 -> isWidth(shape[1]);
      case 3 -> shape[1] == Part.LANDMARKS && shape[2] == 3;
      default -> false;
    };
  }

  private static boolean isWidth(long columns) {
    return columns == WITH_VISIBILITY.width() || columns == Part.COLUMNS;
  }

  @Override
  public int frames() {
    return matrix.rows();
  }

  @Override
  public String location() {
    return matrix.location();
  }

  @Override
  public Landmarks read() {
    return new Landmarks(
        frames(), matrix.columns() == Part.COLUMNS ? plain() : withoutVisibility(), 0);
  }

  private float[] plain() {
    float[] values = matrix.read();
    FiniteRows.LANDMARKS.check(matrix, 0, frames(), values, Part.LAYOUT);
    return values;
  }

  private float[] withoutVisibility() {
    float[] values = new float[frames() * Part.COLUMNS];
    matrix.forEachChunk(
        (first, count, rows) -> {
          FiniteRows.LANDMARKS.check(matrix, first, count, rows, WITH_VISIBILITY);
          for (int row = 0; row < count; row++) {
            dropVisibility(
                rows, row * WITH_VISIBILITY.width(), values, (first + row) * Part.COLUMNS);
          }
        });
    return values;
  }

  private static void dropVisibility(float[] from, int source, float[] to, int target) {
    int pose = Part.POSE.count();
    for (int point = 0; point < pose; point++) {
      System.arraycopy(from, source + 4 * point, to, target + 3 * point, 3);
    }
    System.arraycopy(from, source + 4 * pose, to, target + 3 * pose, Part.COLUMNS - 3 * pose);
  }
}
