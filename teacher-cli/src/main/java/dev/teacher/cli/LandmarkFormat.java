package dev.teacher.cli;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import dev.teacher.features.npy.NpyWriter;
import dev.teacher.features.pose.PoseWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** A format that landmarks can be written in. */
enum LandmarkFormat {
  /** A NumPy array, a row a frame. */
  NPY,
  /** The binary .pose format, version 0.2. */
  POSE;

  /** The columns of MediaPipe Holistic's usual export, with the visibility of the pose. */
  private static final int WITH_VISIBILITY = Part.COLUMNS + Part.POSE.count();

  private static final int FASTEST = 1000;

  /**
   * How to write.
   *
   * @param columns of a NumPy array: 1629 or 1662
   * @param width of the picture in pixels
   * @param height of the picture in pixels
   * @param frameRate of recordings that do not tell theirs, frames a second; 0 for unknown
   */
  record Options(int columns, int width, int height, double frameRate) {
    static Options of(int columns, String picture, double frameRate) {
      if (columns != Part.COLUMNS && columns != WITH_VISIBILITY) {
        throw Problem.usage("--columns is wrong")
            .expected(Part.COLUMNS + " or " + WITH_VISIBILITY)
            .found(columns)
            .exception();
      }
      PictureSize size = PictureSize.of(picture);
      if (!(frameRate >= 0 && frameRate <= FASTEST)) {
        throw Problem.usage("--frame-rate is wrong")
            .expected("frames a second, 0 to " + FASTEST)
            .found(frameRate)
            .exception();
      }
      return new Options(columns, size.width(), size.height(), frameRate);
    }
  }

  /** The end of its files' names. */
  String suffix() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  void write(OutputStream out, Landmarks landmarks, Options options) throws IOException {
    switch (this) {
      case NPY -> {
        boolean plain = options.columns() == Part.COLUMNS;
        float[] values = plain ? landmarks.values() : withVisibility(landmarks);
        NpyWriter.write(out, values, options.columns());
      }
      case POSE -> {
        double rate = landmarks.frameRate().orElse(options.frameRate());
        Landmarks timed = new Landmarks(landmarks.frames(), landmarks.values(), rate);
        PoseWriter.write(out, timed, options.width(), options.height());
      }
    }
  }

  /** Landmarks do not keep visibility: 1 where the pose is present, 0 where it is missing. */
  private static float[] withVisibility(Landmarks landmarks) {
    float[] from = landmarks.values();
    float[] to = new float[landmarks.frames() * WITH_VISIBILITY];
    int pose = Part.POSE.count();
    for (int frame = 0; frame < landmarks.frames(); frame++) {
      int source = frame * Part.COLUMNS;
      int target = frame * WITH_VISIBILITY;
      float visibility = landmarks.isPresent(frame, Part.POSE) ? 1 : 0;
      for (int point = 0; point < pose; point++) {
        System.arraycopy(from, source + 3 * point, to, target + 4 * point, 3);
        to[target + 4 * point + 3] = visibility;
      }
      System.arraycopy(from, source + 3 * pose, to, target + 4 * pose, Part.COLUMNS - 3 * pose);
    }
    return to;
  }
}
