package dev.teacher.train.torchscript;

import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads the texts that {@link TorchScriptWriter} leaves in an archive as {@code extra/<key>}. */
public final class ArchiveTexts {
  private static final String FOLDER = "/extra/";
  private static final int LARGEST = 16 << 20;

  private ArchiveTexts() {}

  /** The texts by key; a data problem if the file is no archive. */
  public static Map<String, String> read(Path file) {
    Map<String, String> texts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        int key = entry.getName().indexOf(FOLDER);
        if (key >= 0) {
          texts.put(entry.getName().substring(key + FOLDER.length()), text(zip, entry));
        }
      }
      return texts;
    } catch (IOException e) {
      throw Problem.data("the file is no TorchScript archive that can be read")
          .where(file)
          .found(IoReason.of(e))
          .remedy("export the model again, or copy it again")
          .cause(e)
          .exception();
    }
  }

  private static String text(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(LARGEST);
      if (in.read() >= 0) {
        throw new IOException(entry.getName() + " is longer than " + LARGEST + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
