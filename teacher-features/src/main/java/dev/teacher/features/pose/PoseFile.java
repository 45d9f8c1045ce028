package dev.teacher.features.pose;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.IoReason;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A {@code .pose} file with MediaPipe Holistic's landmarks of one person. What the numbers mean is
 * what the format's own library writes (pose_format.utils.holistic, functions body_points and
 * component_points): x and y are multiplied by the picture's width and height, and divided by them
 * here; z is MediaPipe's own, unscaled, and kept. The confidence is the visibility of a point of
 * the pose, 1 for any other point, and 0 in all points of a part that was not found: such a part
 * becomes zeros, whatever numbers stand there, and any other part is taken whole. Its numbers must
 * be finite and not absurdly far outside of the picture. Header, points and length are checked when
 * opened.
 */
final class PoseFile implements LandmarkSource {
  /** Frames without a person take two bytes in version 0.0: so many bytes they may unfold to. */
  private static final long FREE_BYTES = 32L << 20;

  private final Path file;
  private final Content content;

  /**
   * What is known before the numbers are read.
   *
   * @param header of the file
   * @param points the file's point of each landmark
   * @param frames number of frames, at least 1
   * @param frameRate frames a second, or 0 if unknown
   */
  record Content(PoseHeader header, int[] points, int frames, float frameRate) {}

  private PoseFile(Path file, Content content) {
    this.file = file;
    this.content = content;
  }

  static PoseFile open(Path file) {
    try (PoseInput in = new PoseInput(file)) {
      return new PoseFile(file, content(in, file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Content content(PoseInput in, Path file) throws IOException {
    PoseHeader header = PoseHeader.read(in, file);
    int[] points = HolisticPoints.in(header, file);
    float rate = header.version() == 2 ? in.float32() : in.unsigned16();
    if (!(rate >= 0 && rate < Float.POSITIVE_INFINITY)) {
      throw PoseHeader.damaged(file, "a frame rate", rate);
    }
    long declared = header.version() == 2 ? in.unsigned32() : in.unsigned16();
    long frames =
        header.version() == 0 ? loose(in, declared, file) : fixed(header, in, declared, file);
    if (frames == 0 || frames > Integer.MAX_VALUE / Part.COLUMNS) {
      throw Problem.data(frames == 0 ? "a recording has no frames" : "a recording is too long")
          .where(file)
          .expected("1 to " + Integer.MAX_VALUE / Part.COLUMNS + " frames")
          .found(frames)
          .remedy(frames == 0 ? "remove the recording or record it again" : "cut it into pieces")
          .exception();
    }
    return new Content(header, points, (int) frames, rate);
  }

  /** Version 0.0: each frame says how many people it shows, and may show none. */
  private static long loose(PoseInput in, long frames, Path file) {
    long unfolded = frames * Part.COLUMNS * Float.BYTES;
    if (frames * Short.BYTES > in.left() || unfolded > FREE_BYTES + in.left()) {
      throw PoseHeader.damaged(
          file, frames + " frames of landmarks, as the header says", in.left() + " bytes");
    }
    return frames;
  }

  /** Versions 0.1 and 0.2: all frames have the same size. */
  private static long fixed(PoseHeader header, PoseInput in, long declared, Path file)
      throws IOException {
    int people = in.unsigned16();
    if (people != 1) {
      throw people(file, "the recording", people);
    }
    long bytes = (long) Float.BYTES * header.points() * (header.dimensions() + 1);
    long frames = in.left() / bytes;
    // Version 0.1 has 16 bits for the number; writers leave them 0 where that is not enough.
    boolean agrees =
        frames == declared
            || (header.version() == 1 && (declared == 0 || declared == (frames & 0xffff)));
    if (!agrees || in.left() % bytes != 0) {
      throw PoseHeader.damaged(
          file,
          declared + " frames of " + bytes + " bytes, as the header says",
          in.left() + " bytes, " + frames + " frames and " + in.left() % bytes + " bytes");
    }
    return frames;
  }

  @Override
  public int frames() {
    return content.frames();
  }

  @Override
  public String location() {
    return file.toString();
  }

  @Override
  public Landmarks read() {
    try (PoseInput in = new PoseInput(file)) {
      Content now = content(in, file);
      if (now.frames() != content.frames()) {
        throw Problem.data("a .pose file changed while it was used")
            .where(file)
            .expected(content.frames() + " frames")
            .found(now.frames() + " frames")
            .exception();
      }
      PoseBody body = new PoseBody(file, now);
      float[] values = now.header().version() == 0 ? body.loose(in) : body.fixed(in);
      return new Landmarks(now.frames(), values, now.frameRate());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static TeacherException people(Path file, String where, int people) {
    return Problem.data("a .pose file does not show one person")
        .where(file)
        .expected("1 person")
        .found(people + " in " + where)
        .remedy("keep only the signer in the file")
        .exception();
  }

  private static TeacherException unreadable(Path file, IOException e) {
    return Problem.data("cannot read a .pose file")
        .where(file)
        .found(IoReason.of(e))
        .remedy("check path and permissions, or copy or save the file again")
        .cause(e)
        .exception();
  }
}
