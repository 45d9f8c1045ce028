package dev.teacher.features.pose;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.LandmarkReaderFactory;
import dev.teacher.api.plugin.PluginContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads the binary {@code .pose} format, versions 0.0, 0.1 and 0.2. */
public final class PoseReaderFactory implements LandmarkReaderFactory {
  @Override
  public String name() {
    return "pose";
  }

  @Override
  public String description() {
    return ".pose files (0.0 to 0.2) of MediaPipe Holistic with all landmarks and one person";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of();
  }

  @Override
  public LandmarkReader create(Settings settings, PluginContext context) {
    return new Reader();
  }

  private static final class Reader implements LandmarkReader {
    /**
     * Before the first component's name: version, picture, number of components, length of the
     * name.
     */
    private static final int BEFORE_NAME = 14;

    @Override
    public boolean accepts(Path path) {
      if (!Files.isRegularFile(path)) {
        return false;
      }
      if (path.toString().toLowerCase(Locale.ROOT).endsWith(".pose")) {
        return true;
      }
      try (InputStream in = Files.newInputStream(path)) {
        return looksLikeHeader(in.readNBytes(BEFORE_NAME + 4));
      } catch (IOException e) {
        return false; // what cannot be opened is no format of ours; whoever opens it will say why
      }
    }

    /** Version 0.1 or 0.2 and a component whose name begins with POSE or pose. */
    private static boolean looksLikeHeader(byte[] start) {
      if (start.length < BEFORE_NAME + 4) {
        return false;
      }
      ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
      float version = header.getFloat(0);
      String name = new String(start, BEFORE_NAME, 4, StandardCharsets.US_ASCII);
      return (version == 0.1f || version == 0.2f) && name.toUpperCase(Locale.ROOT).equals("POSE");
    }

    @Override
    public LandmarkSource open(Path path) {
      return PoseFile.open(path);
    }
  }
}
