package dev.teacher.features.npy;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Landmarks in a {@code .npy} array: [frames, 1662] with the visibility of the pose, [frames, 1629]
 * without, or [frames, 543, 3]. Header and length are checked when opened, the numbers when read.
 */
public final class NpyLandmarks implements LandmarkSource {
  /** MediaPipe Holistic's usual export: x, y, z and visibility of the pose, x, y, z of the rest. */
  static final Layout WITH_VISIBILITY =
      Layout.parse("mediapipe-1662: pose=132, face=1404, hands.left=63, hands.right=63");

  private static final int CHUNK_BYTES = 1 << 20;

  private final NpyInput input;
  private final NpyHeader header;
  private final int frames;
  private final int width;

  private NpyLandmarks(NpyInput input, NpyHeader header) {
    long[] shape = header.shape();
    this.input = input;
    this.header = header;
    this.frames = shape.length == 1 ? 1 : Math.toIntExact(shape[0]);
    this.width = Math.toIntExact(shape.length == 3 ? Part.COLUMNS : shape[shape.length - 1]);
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
    try (InputStream in = input.open()) {
      NpyHeader header = NpyHeader.read(in, input.length(), input.location());
      checkShape(input, header.shape(), valid, shapes);
      return new NpyLandmarks(input, header);
    } catch (IOException e) {
      throw unreadable(input, e);
    }
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

  private static void checkShape(
      NpyInput input, long[] shape, Predicate<long[]> valid, String shapes) throws IOException {
    if (!valid.test(shape)) {
      throw Problem.data("a .npy file holds no landmarks of MediaPipe Holistic")
          .where(input.location())
          .expected("a shape of " + shapes)
          .found("shape " + Arrays.toString(shape))
          .remedy("save all 33 + 468 + 21 + 21 landmarks of every frame")
          .exception();
    }
    long frames = shape.length == 1 ? 1 : shape[0];
    if (frames == 0 || frames > Integer.MAX_VALUE / Part.COLUMNS) {
      throw Problem.data(frames == 0 ? "a recording has no frames" : "a recording is too long")
          .where(input.location())
          .expected("1 to " + Integer.MAX_VALUE / Part.COLUMNS + " frames")
          .found(frames)
          .remedy(frames == 0 ? "remove the recording or record it again" : "cut it into pieces")
          .exception();
    }
    long bytes = frames * Part.COLUMNS * Float.BYTES;
    if (bytes > input.mostLandmarkBytes()) {
      throw Problem.data("an archive promises far more landmarks than its size can hold")
          .where(input.location())
          .expected("at most " + input.mostLandmarkBytes() + " bytes of landmarks")
          .found(bytes + " bytes in " + frames + " frames")
          .remedy("save the recording again, uncompressed (numpy.save)")
          .exception();
    }
  }

  private static TeacherException unreadable(NpyInput input, IOException e) {
    return Problem.data("cannot read landmarks")
        .where(input.location())
        .found(IoReason.of(e))
        .remedy("check the path and the permissions, or copy the file again")
        .cause(e)
        .exception();
  }

  @Override
  public int frames() {
    return frames;
  }

  @Override
  public String location() {
    return input.location();
  }

  @Override
  public Landmarks read() {
    try (InputStream in = input.open()) {
      NpyHeader now = NpyHeader.read(in, input.length(), input.location());
      if (!Arrays.equals(now.shape(), header.shape())) {
        throw Problem.data("a .npy file changed while it was used")
            .where(input.location())
            .expected("shape " + Arrays.toString(header.shape()))
            .found("shape " + Arrays.toString(now.shape()))
            .exception();
      }
      return new Landmarks(frames, numbers(in, now), 0);
    } catch (IOException e) {
      throw unreadable(input, e);
    }
  }

  private float[] numbers(InputStream in, NpyHeader now) throws IOException {
    float[] values = new float[frames * Part.COLUMNS];
    int size = now.type().bytes();
    int rows = Math.max(1, CHUNK_BYTES / (size * width));
    float[] chunk = new float[Math.min(rows, frames) * width];
    byte[] raw = new byte[chunk.length * size];
    long total = (long) frames * width;
    for (long done = 0; done < total; done += chunk.length) {
      int count = (int) Math.min(chunk.length, total - done);
      if (in.readNBytes(raw, 0, count * size) < count * size) {
        throw Problem.data("a .npy file is cut off: it ended while it was read")
            .where(input.location())
            .expected(total * size + " bytes of numbers")
            .found("fewer")
            .remedy("copy or save the file again")
            .exception();
      }
      now.type().decode(ByteBuffer.wrap(raw, 0, count * size), chunk);
      requireFinite(chunk, count, done, now);
      if (now.fortranOrder()) {
        scatter(chunk, count, done, values);
      } else {
        copyFrames(chunk, count / width, (int) (done / width), values);
      }
    }
    if (in.read() >= 0) {
      throw Problem.data("a .npy file has bytes behind its array")
          .where(input.location())
          .expected(total * size + " bytes of numbers")
          .found("more")
          .remedy("copy or save the file again")
          .exception();
    }
    return values;
  }

  private void requireFinite(float[] chunk, int count, long done, NpyHeader now) {
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(chunk[i])) {
        long element = done + i;
        int frame = (int) (now.fortranOrder() ? element % frames : element / width);
        int column = now.fortranOrder() ? column(element / frames) : (int) (element % width);
        Layout layout = width == WITH_VISIBILITY.width() ? WITH_VISIBILITY : Part.LAYOUT;
        throw Problem.data("a landmark is not a finite number")
            .where(input.location() + ", frame " + frame + ", column " + column)
            .expected("finite numbers; zeros where a part was not found")
            .found(chunk[i] + " in " + layout.columnName(column))
            .remedy("write zeros for missing parts, or leave out the recording")
            .exception();
      }
    }
  }

  private void copyFrames(float[] chunk, int count, int first, float[] values) {
    for (int f = 0; f < count; f++) {
      int to = (first + f) * Part.COLUMNS;
      if (width == Part.COLUMNS) {
        System.arraycopy(chunk, f * width, values, to, width);
      } else {
        int pose = Part.POSE.count();
        for (int p = 0; p < pose; p++) {
          System.arraycopy(chunk, f * width + 4 * p, values, to + 3 * p, 3);
        }
        System.arraycopy(
            chunk, f * width + 4 * pose, values, to + 3 * pose, Part.COLUMNS - 3 * pose);
      }
    }
  }

  private void scatter(float[] chunk, int count, long done, float[] values) {
    for (int i = 0; i < count; i++) {
      long element = done + i;
      int target = withoutVisibility(column(element / frames));
      if (target >= 0) {
        values[(int) (element % frames) * Part.COLUMNS + target] = chunk[i];
      }
    }
  }

  /** The column of a Fortran-ordered file's n-th run of frames. */
  private int column(long run) {
    int n = (int) run;
    return header.shape().length < 3 ? n : 3 * (n % Part.LANDMARKS) + n / Part.LANDMARKS;
  }

  private int withoutVisibility(int column) {
    int pose = 4 * Part.POSE.count();
    if (width == Part.COLUMNS) {
      return column;
    }
    if (column >= pose) {
      return column - Part.POSE.count();
    }
    return column % 4 == 3 ? -1 : column / 4 * 3 + column % 4;
  }
}
