package dev.teacher.features.pose;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes landmarks as a {@code .pose} file of version 0.2: four components of MediaPipe Holistic,
 * one person, x and y in pixels, z as it is. The confidence is 1 in parts that are present and 0 in
 * those that are missing; an unknown frame rate is written as 0.
 */
public final class PoseWriter {
  private static final String FORMAT = "XYZC";

  /** Pairs of points that a viewer joins by lines. */
  private static final int[] POSE_LIMBS = {
    0, 1, 1, 2, 2, 3, 3, 7, 0, 4, 4, 5, 5, 6, 6, 8, 9, 10, 11, 12, 11, 13, 13, 15, 12, 14, 14, 16,
    11, 23, 12, 24, 23, 24, 23, 25, 25, 27, 24, 26, 26, 28
  };

  private static final int[] HAND_LIMBS = {
    0, 1, 1, 2, 2, 3, 3, 4, 0, 5, 5, 6, 6, 7, 7, 8, 5, 9, 9, 10, 10, 11, 11, 12, 9, 13, 13, 14, 14,
    15, 15, 16, 13, 17, 0, 17, 17, 18, 18, 19, 19, 20
  };

  private PoseWriter() {}

  /**
   * Writes a recording.
   *
   * @param out not closed
   * @param landmarks to write
   * @param width of the picture in pixels, 1 to 65535
   * @param height of the picture in pixels, 1 to 65535
   */
  public static void write(OutputStream out, Landmarks landmarks, int width, int height)
      throws IOException {
    if (width < 1 || width > 0xffff || height < 1 || height > 0xffff) {
      throw new IllegalArgumentException("no picture has " + width + " x " + height + " pixels");
    }
    writeHeader(out, width, height);
    byte[] start = new byte[10];
    littleEndian(start)
        .putFloat((float) landmarks.frameRate().orElse(0))
        .putInt(landmarks.frames())
        .putShort((short) 1);
    out.write(start);
    float[] values = landmarks.values();
    byte[] coordinates = new byte[Float.BYTES * Part.COLUMNS];
    ByteBuffer frame = littleEndian(coordinates);
    for (int f = 0; f < landmarks.frames(); f++) {
      frame.clear();
      for (int i = f * Part.COLUMNS; i < (f + 1) * Part.COLUMNS; i += 3) {
        frame.putFloat(values[i] * width).putFloat(values[i + 1] * height).putFloat(values[i + 2]);
      }
      out.write(coordinates);
    }
    byte[] confidences = new byte[Float.BYTES * Part.LANDMARKS];
    ByteBuffer points = littleEndian(confidences);
    for (int f = 0; f < landmarks.frames(); f++) {
      points.clear();
      for (Part part : Part.values()) {
        float confidence = landmarks.isPresent(f, part) ? 1 : 0;
        for (int i = 0; i < part.count(); i++) {
          points.putFloat(confidence);
        }
      }
      out.write(confidences);
    }
  }

  private static void writeHeader(OutputStream out, int width, int height) throws IOException {
    byte[] start = new byte[4];
    littleEndian(start).putFloat(0.2f);
    out.write(start);
    writeNumbers(out, width, height, 0, Part.values().length);
    for (Part part : Part.values()) {
      int[] limbs =
          switch (part) {
            case POSE -> POSE_LIMBS;
            case FACE -> new int[0];
            case LEFT_HAND, RIGHT_HAND -> HAND_LIMBS;
          };
      writeText(out, HolisticNames.component(part));
      writeText(out, FORMAT);
      writeNumbers(out, part.count(), limbs.length / 2, 1);
      for (String point : HolisticNames.points(part)) {
        writeText(out, point);
      }
      writeNumbers(out, limbs);
      writeNumbers(out, colour(part));
    }
  }

  private static int[] colour(Part part) {
    return switch (part) {
      case POSE -> new int[] {255, 0, 0};
      case FACE -> new int[] {128, 0, 0};
      case LEFT_HAND -> new int[] {0, 128, 0};
      case RIGHT_HAND -> new int[] {0, 0, 255};
    };
  }

  private static void writeText(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeNumbers(out, bytes.length);
    out.write(bytes);
  }

  private static void writeNumbers(OutputStream out, int... numbers) throws IOException {
    byte[] bytes = new byte[Short.BYTES * numbers.length];
    ByteBuffer buffer = littleEndian(bytes);
    for (int number : numbers) {
      buffer.putShort((short) number);
    }
    out.write(bytes);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
