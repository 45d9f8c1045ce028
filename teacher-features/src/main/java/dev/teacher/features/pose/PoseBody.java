package dev.teacher.features.pose;

import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads the numbers of a {@code .pose} file, one frame at a time. */
final class PoseBody {
  private static final List<String> AXES = List.of("x", "y", "z");

  /** MediaPipe puts no landmark so many widths of the picture away. */
  private static final float FARTHEST = 100;

  private final Path file;
  private final PoseHeader header;
  private final int[] points;
  private final int frames;
  private final float[] values;

  PoseBody(Path file, PoseFile.Content content) {
    this.file = file;
    this.header = content.header();
    this.points = content.points();
    this.frames = content.frames();
    this.values = new float[frames * Part.COLUMNS];
  }

  /** Versions 0.1 and 0.2: the coordinates of all frames, then the confidences of all frames. */
  float[] fixed(PoseInput in) throws IOException {
    int dimensions = header.dimensions();
    float[] coordinates = new float[header.points() * dimensions];
    float[] confidences = new float[header.points()];
    byte[] scratch = new byte[Float.BYTES * coordinates.length];
    for (int frame = 0; frame < frames; frame++) {
      in.floats(coordinates, scratch);
      for (int i = 0; i < points.length; i++) {
        put(frame, i, coordinates, points[i] * dimensions);
      }
    }
    for (int frame = 0; frame < frames; frame++) {
      in.floats(confidences, scratch);
      finish(frame, confidences);
    }
    return values;
  }

  /** Version 0.0: frame by frame and person by person, each point's confidence beside it. */
  float[] loose(PoseInput in) throws IOException {
    int[] offsets = new int[header.points()];
    int[] confidenceOffsets = new int[header.points()];
    int size = 0;
    for (PoseComponent component : header.components()) {
      int letters = component.format().length();
      for (int i = 0; i < component.points().size(); i++) {
        offsets[component.first() + i] = size;
        size += letters;
        confidenceOffsets[component.first() + i] = size - 1;
      }
    }
    float[] person = new float[size];
    float[] confidences = new float[header.points()];
    byte[] scratch = new byte[Float.BYTES * size];
    for (int frame = 0; frame < frames; frame++) {
      int people = in.unsigned16();
      if (people > 1) {
        throw PoseFile.people(file, "frame " + frame, people);
      }
      if (people == 1) {
        in.skip(Short.BYTES); // the person's number
        in.floats(person, scratch);
        for (int i = 0; i < confidences.length; i++) {
          confidences[i] = person[confidenceOffsets[i]];
        }
        for (int i = 0; i < points.length; i++) {
          put(frame, i, person, offsets[points[i]]);
        }
        finish(frame, confidences);
      }
    }
    if (in.left() > 0) {
      throw PoseHeader.damaged(file, "the end after " + frames + " frames", in.left() + " bytes");
    }
    return values;
  }

  private void put(int frame, int landmark, float[] from, int at) {
    int to = frame * Part.COLUMNS + 3 * landmark;
    values[to] = from[at] / header.width();
    values[to + 1] = from[at + 1] / header.height();
    values[to + 2] = from[at + 2];
  }

  /** Clears the parts that are missing in a frame, and checks the others. */
  private void finish(int frame, float[] confidences) {
    for (Part part : Part.values()) {
      boolean present = false;
      for (int i = part.first(); i < part.first() + part.count(); i++) {
        float confidence = confidences[points[i]];
        if (!Float.isFinite(confidence)) {
          throw notFinite(frame, part, i, "confidence", confidence);
        }
        present |= confidence > 0;
      }
      int from = frame * Part.COLUMNS + part.column(0, 0);
      int to = from + 3 * part.count();
      if (!present) {
        Arrays.fill(values, from, to, 0);
      }
      for (int i = from; i < to; i++) {
        int landmark = part.first() + (i - from) / 3;
        String axis = AXES.get((i - from) % 3);
        if (!Float.isFinite(values[i])) {
          throw notFinite(frame, part, landmark, axis, values[i]);
        }
        if (Math.abs(values[i]) > FARTHEST) {
          throw farAway(frame, part, landmark, axis, values[i]);
        }
      }
    }
  }

  private RuntimeException farAway(int frame, Part part, int landmark, String axis, float found) {
    return Problem.data("a landmark lies far outside of the picture")
        .where(file + ", frame " + frame)
        .expected(
            "x and y in pixels of a picture of "
                + header.width()
                + " x "
                + header.height()
                + ", z as MediaPipe gives it, in widths of the picture")
        .found(found + " widths or heights as " + axis + " of " + point(part, landmark))
        .remedy(
            "take the file as it was extracted: one that was normalised, scaled or cut out"
                + " afterwards does not hold MediaPipe's coordinates any more")
        .exception();
  }

  private static String point(Part part, int landmark) {
    String point = HolisticNames.points(part).get(landmark - part.first());
    return HolisticNames.component(part) + " " + point;
  }

  private RuntimeException notFinite(int frame, Part part, int landmark, String what, float found) {
    return Problem.nonFinite("a landmark is not a finite number")
        .where(file + ", frame " + frame)
        .expected("finite numbers; confidence 0 in all points of a part that was not found")
        .found(found + " as " + what + " of " + point(part, landmark))
        .remedy("extract the landmarks again, or leave out the recording")
        .exception();
  }
}
