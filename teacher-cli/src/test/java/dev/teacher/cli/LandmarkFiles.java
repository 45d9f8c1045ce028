package dev.teacher.cli;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.features.npy.NpyWriter;
import dev.teacher.features.pose.PoseWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes landmarks in every format that the program reads. */
final class LandmarkFiles {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;

  /** What {@link #write} writes. */
  static final List<String> FORMATS =
      List.of(
          "npy-1629",
          "npy-1662",
          "npy-543x3",
          "npz-stored",
          "npz-deflated",
          "mp-data",
          "pose-0.0",
          "pose-0.1",
          "pose-0.2");

  private LandmarkFiles() {}

  /** Writes a recording and gives its file or folder. */
  static Path write(String format, Path folder, Landmarks landmarks) throws IOException {
    Files.createDirectories(folder);
    byte[] npy = npy(landmarks.values(), Part.COLUMNS);
    return switch (format) {
      case "npy-1629" -> Files.write(folder.resolve("recording.npy"), npy);
      case "npy-1662" -> Files.write(folder.resolve("recording.npy"), npy(wide(landmarks), 1662));
      case "npy-543x3" ->
          Files.write(folder.resolve("recording.npy"), reshaped(npy, ", 1629)", ", 543, 3)"));
      case "npz-stored" -> archive(folder.resolve("recording.npz"), npy, false);
      case "npz-deflated" -> archive(folder.resolve("recording.npz"), npy, true);
      case "mp-data" -> frames(Files.createDirectory(folder.resolve("recording")), landmarks);
      default -> Files.write(folder.resolve("recording.pose"), pose(format, landmarks));
    };
  }

  private static byte[] npy(float[] values, int columns) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyWriter.write(out, values, columns);
    return out.toByteArray();
  }

  /** Another shape of as many elements in the header, and as many characters. */
  private static byte[] reshaped(byte[] npy, String from, String to) {
    String text = new String(npy, StandardCharsets.ISO_8859_1);
    int blanks = to.length() - from.length();
    String changed =
        blanks < 0
            ? text.replace(from, to).replaceFirst(", }", ", }" + " ".repeat(-blanks))
            : text.replace(from, to).replaceFirst(", }" + " ".repeat(blanks), ", }");
    return changed.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** With a visibility of 0.9 after each point of the pose. */
  private static float[] wide(Landmarks landmarks) {
    float[] wide = new float[landmarks.frames() * 1662];
    for (int frame = 0; frame < landmarks.frames(); frame++) {
      for (int column = 0; column < Part.COLUMNS; column++) {
        int to = column < 99 ? column / 3 * 4 + column % 3 : column + 33;
        wide[frame * 1662 + to] = landmarks.values()[frame * Part.COLUMNS + column];
      }
      for (int point = 0; point < 33; point++) {
        wide[frame * 1662 + 4 * point + 3] = 0.9f;
      }
    }
    return wide;
  }

  private static Path frames(Path folder, Landmarks landmarks) throws IOException {
    for (int frame = 0; frame < landmarks.frames(); frame++) {
      int from = frame * Part.COLUMNS;
      float[] row = Arrays.copyOfRange(landmarks.values(), from, from + Part.COLUMNS);
      Files.write(
          folder.resolve(frame + ".npy"), reshaped(npy(row, Part.COLUMNS), "(1, 1629)", "(1629,)"));
    }
    return folder;
  }

  private static Path archive(Path file, byte[] npy, boolean deflated) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry("landmarks.npy");
      if (!deflated) {
        CRC32 checksum = new CRC32();
        checksum.update(npy);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(npy.length);
        entry.setCrc(checksum.getValue());
      }
      zip.putNextEntry(entry);
      zip.write(npy);
      zip.closeEntry();
    }
    return file;
  }

  /** Version 0.2 as it is written; the older ones have other counts, and 0.0 another order. */
  private static byte[] pose(String format, Landmarks landmarks) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PoseWriter.write(out, landmarks, WIDTH, HEIGHT);
    ByteBuffer from = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    if (format.endsWith("0.2")) {
      return from.array();
    }
    int frames = landmarks.frames();
    int body = from.limit() - frames * Part.LANDMARKS * 4 * Float.BYTES;
    int counts = body - 10;
    ByteBuffer to = ByteBuffer.allocate(2 * from.limit()).order(ByteOrder.LITTLE_ENDIAN);
    to.put(from.array(), 0, counts).putFloat(0, format.endsWith("0.1") ? 0.1f : 0f);
    to.putShort((short) from.getFloat(counts)).putShort((short) frames);
    if (format.endsWith("0.1")) {
      to.putShort((short) 1).put(from.array(), body, from.limit() - body);
    } else {
      int confidences = body + frames * Part.COLUMNS * Float.BYTES;
      for (int frame = 0; frame < frames; frame++) {
        to.putShort((short) 1).putShort((short) 0);
        for (int point = frame * Part.LANDMARKS; point < (frame + 1) * Part.LANDMARKS; point++) {
          to.put(from.array(), body + 12 * point, 12)
              .putFloat(from.getFloat(confidences + 4 * point));
        }
      }
    }
    return Arrays.copyOf(to.array(), to.position());
  }
}
