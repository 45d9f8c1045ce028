package dev.teacher.features.npy;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.features.layout.Presets;
import java.util.Arrays;

/**
 * A {@code .npy} array seen as ready features: [frames, columns of the layout], read as it is. The
 * matrix itself can be streamed with {@link #forEachChunk}, unchecked.
 */
public final class NpyFeatures implements FrameSource {
  private final NpyMatrix matrix;
  private final Layout layout;

  private NpyFeatures(NpyMatrix matrix, Layout layout) {
    this.matrix = matrix;
    this.layout = layout;
  }

  /** Opens a recording: [frames, columns of the layout]. */
  public static NpyFeatures open(NpyInput input, Layout layout) {
    return open(input, layout, 2, "[frames, " + layout.width() + "]");
  }

  /** Opens a single frame: [columns of the layout]. */
  public static NpyFeatures openFrame(NpyInput input, Layout layout) {
    return open(input, layout, 1, "[" + layout.width() + "] of a single frame");
  }

  /** Opens a recording of any columns: [frames, columns], or [frames, points, coordinates]. */
  public static NpyFeatures openStored(NpyInput input) {
    return openStored(input, 2, 3);
  }

  /** Opens a single frame of any columns: [columns]. */
  public static NpyFeatures openStoredFrame(NpyInput input) {
    return openStored(input, 1, 1);
  }

  private static NpyFeatures openStored(NpyInput input, int fewest, int most) {
    NpyMatrix matrix = NpyMatrix.open(input);
    int dimensions = matrix.shape().length;
    if (dimensions < fewest || dimensions > most) {
      throw Problem.data("a .npy file holds no " + (most == 1 ? "single frame" : "recording"))
          .where(matrix.location())
          .expected(most == 1 ? "shape [columns]" : "shape [frames, columns]")
          .found("shape " + Arrays.toString(matrix.shape()))
          .remedy("save each recording as one matrix with a row for each frame")
          .exception();
    }
    return new NpyFeatures(matrix, Presets.ofWidth(matrix.columns()));
  }

  private static NpyFeatures open(NpyInput input, Layout layout, int dimensions, String shape) {
    NpyMatrix matrix = NpyMatrix.open(input);
    if (matrix.shape().length != dimensions || matrix.columns() != layout.width()) {
      throw mismatch(matrix, layout, dimensions, shape);
    }
    return new NpyFeatures(matrix, layout);
  }

  private static TeacherException mismatch(
      NpyMatrix matrix, Layout layout, int dimensions, String shape) {
    boolean sameRank = matrix.shape().length == dimensions;
    return Problem.data("ready features do not fit their layout")
        .where(matrix.location())
        .expected("shape " + shape + ": " + layout.width() + " columns of " + layout.spec())
        .found(
            "shape "
                + Arrays.toString(matrix.shape())
                + (sameRank ? ": " + matrix.columns() + " columns" : ""))
        .remedy(
            sameRank
                ? remedy(matrix.columns())
                : "save each recording as one matrix with a row for each frame")
        .exception();
  }

  private static String remedy(int columns) {
    String own =
        "declare the columns: features.layout { segments = [ { name = all, width = "
            + columns
            + " } ] }";
    if (columns == Part.COLUMNS || columns == NpyLandmarks.WITH_VISIBILITY.width()) {
      return "these look like landmarks: choose a feature extractor that takes them; or " + own;
    }
    return Presets.all().stream()
        .filter(preset -> preset.width() == columns)
        .findFirst()
        .map(preset -> "features.layout = " + preset.name() + " has as many columns; or " + own)
        .orElse(own);
  }

  /** The matrix in the file. */
  NpyMatrix matrix() {
    return matrix;
  }

  @Override
  public Layout layout() {
    return layout;
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
  public Frames read() {
    float[] values = matrix.read();
    FiniteRows.FEATURES.check(matrix, 0, frames(), values, layout);
    return new Frames(layout, frames(), values, 0);
  }

  /** Streams the frames as they stand in the file, unchecked. */
  @Override
  public void forEachChunk(Chunk chunk) {
    matrix.forEachChunk(chunk::frames);
  }
}
