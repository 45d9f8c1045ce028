package dev.teacher.features.npy;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Landmarks in a {@code .npy} file: [frames, 1662] with the visibility of the pose, [frames, 1629]
 * without, or [frames, 543, 3]. Header and length are checked when opened, the numbers when read.
 */
final class NpyLandmarks implements LandmarkSource {
  /** MediaPipe Holistic's usual export: x, y, z and visibility of the pose, x, y, z of the rest. */
  static final Layout WITH_VISIBILITY =
      Layout.parse("mediapipe-1662: pose=132, face=1404, hands.left=63, hands.right=63");

  private static final int CHUNK_BYTES = 1 << 20;

  private final Path file;
  private final NpyHeader header;
  private final int frames;
  private final int width;

  private NpyLandmarks(Path file, NpyHeader header) {
    this.file = file;
    this.header = header;
    this.frames = Math.toIntExact(header.shape()[0]);
    this.width = Math.toIntExact(header.shape().length == 3 ? Part.COLUMNS : header.shape()[1]);
  }

  static NpyLandmarks open(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      NpyHeader header = NpyHeader.read(channel, file);
      checkShape(file, header.shape());
      return new NpyLandmarks(file, header);
    } catch (IOException e) {
      throw Problem.data("cannot read a .npy file")
          .where(file)
          .found(e)
          .remedy("check the path and the permissions")
          .cause(e)
          .exception();
    }
  }

  private static void checkShape(Path file, long[] shape) {
    boolean flat =
        shape.length == 2 && (shape[1] == WITH_VISIBILITY.width() || shape[1] == Part.COLUMNS);
    boolean points = shape.length == 3 && shape[1] == Part.LANDMARKS && shape[2] == 3;
    if (!flat && !points) {
      throw Problem.data("a .npy file holds no landmarks of MediaPipe Holistic")
          .where(file)
          .expected("shape [frames, 1662], [frames, 1629] or [frames, 543, 3]")
          .found("shape " + Arrays.toString(shape))
          .remedy("save all 33 + 468 + 21 + 21 landmarks of every frame")
          .exception();
    }
    if (shape[0] == 0 || shape[0] > Integer.MAX_VALUE / Part.COLUMNS) {
      throw Problem.data(shape[0] == 0 ? "a recording has no frames" : "a recording is too long")
          .where(file)
          .expected("1 to " + Integer.MAX_VALUE / Part.COLUMNS + " frames")
          .found(shape[0])
          .remedy(shape[0] == 0 ? "remove the recording or record it again" : "cut it into pieces")
          .exception();
    }
  }

  @Override
  public int frames() {
    return frames;
  }

  @Override
  public String location() {
    return file.toString();
  }

  @Override
  public Landmarks read() {
    try (FileChannel channel = FileChannel.open(file)) {
      NpyHeader now = NpyHeader.read(channel, file);
      if (!Arrays.equals(now.shape(), header.shape())) {
        throw Problem.data("a .npy file changed while it was used")
            .where(file)
            .expected("shape " + Arrays.toString(header.shape()))
            .found("shape " + Arrays.toString(now.shape()))
            .exception();
      }
      return new Landmarks(frames, numbers(channel, now), 0);
    } catch (IOException e) {
      throw Problem.data("cannot read a .npy file").where(file).found(e).cause(e).exception();
    }
  }

  private float[] numbers(FileChannel channel, NpyHeader now) throws IOException {
    float[] values = new float[frames * Part.COLUMNS];
    int size = now.type().bytes();
    int rows = Math.max(1, CHUNK_BYTES / (size * width));
    float[] chunk = new float[Math.min(rows, frames) * width];
    ByteBuffer raw = ByteBuffer.allocate(chunk.length * size);
    long total = (long) frames * width;
    for (long done = 0; done < total; done += chunk.length) {
      int count = (int) Math.min(chunk.length, total - done);
      raw.clear().limit(count * size);
      if (!NpyHeader.fill(channel, raw, now.offset() + done * size)) {
        throw Problem.data("a .npy file was cut off while it was read").where(file).exception();
      }
      now.type().decode(raw.flip(), chunk);
      requireFinite(chunk, count, done, now);
      if (now.fortranOrder()) {
        scatter(chunk, count, done, values);
      } else {
        copyFrames(chunk, count / width, (int) (done / width), values);
      }
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
            .where(file + ", frame " + frame + ", column " + column)
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
    return header.shape().length == 2 ? n : 3 * (n % Part.LANDMARKS) + n / Part.LANDMARKS;
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
