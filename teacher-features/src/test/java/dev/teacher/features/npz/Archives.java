package dev.teacher.features.npz;

import dev.teacher.api.data.Part;
import dev.teacher.features.npy.NpyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes .npz files. */
final class Archives {
  private Archives() {}

  /** An archive with the arrays of these names, all the same. */
  static Path write(Path file, boolean deflated, byte[] array, String... names) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (String name : names) {
        ZipEntry entry = new ZipEntry(name);
        if (!deflated) {
          CRC32 checksum = new CRC32();
          checksum.update(array);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(array.length);
          entry.setCrc(checksum.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(array);
        zip.closeEntry();
      }
    }
    return file;
  }

  /** A .npy file of numbers in [0, 1), the same each time. */
  static byte[] array(int frames) throws IOException {
    return array(values(frames), Part.COLUMNS);
  }

  /** A .npy file of these numbers. */
  static byte[] array(float[] values, int columns) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NpyWriter.write(bytes, values, columns);
    return bytes.toByteArray();
  }

  static float[] values(int frames) {
    float[] values = new float[frames * Part.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 31 % 1009) / 1009f;
    }
    return values;
  }
}
