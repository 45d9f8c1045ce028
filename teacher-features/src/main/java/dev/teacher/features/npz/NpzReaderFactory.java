package dev.teacher.features.npz;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Layout;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.LandmarkReaderFactory;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.features.npy.NpyFeatures;
import dev.teacher.features.npy.NpyLandmarks;
import dev.teacher.features.npy.NpyMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads NumPy archives, stored or compressed: one array of each is a recording. */
public final class NpzReaderFactory implements LandmarkReaderFactory {
  private static final Key<Optional<String>> ARRAY =
      Key.optionalText("array")
          .meaning(
              "name of the array; without one the only array, or of several that is called"
                  + " landmarks (features, where these are wanted)");

  @Override
  public String name() {
    return "npz";
  }

  @Override
  public String description() {
    return "NumPy archives (numpy.savez, savez_compressed) with an array of landmarks or ready features";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(ARRAY);
  }

  @Override
  public LandmarkReader create(Settings settings, PluginContext context) {
    return new Reader(settings.get(ARRAY));
  }

  private record Reader(Optional<String> array) implements LandmarkReader {
    private static final int LOCAL_HEADER = 30;
    private static final int LONGEST_NAME = 256;

    @Override
    public boolean accepts(Path path) {
      if (!Files.isRegularFile(path)) {
        return false;
      }
      if (path.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
        return true;
      }
      try (InputStream in = Files.newInputStream(path)) {
        return beginsWithArray(in.readNBytes(LOCAL_HEADER + LONGEST_NAME));
      } catch (IOException e) {
        return false; // what cannot be opened is no format of ours; whoever opens it will say why
      }
    }

    /** Whether a zip archive begins here whose first member is called {@code *.npy}. */
    private static boolean beginsWithArray(byte[] start) {
      ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
      if (start.length < LOCAL_HEADER || header.getInt(0) != 0x04034b50) {
        return false;
      }
      int length = Math.min(header.getShort(26) & 0xffff, start.length - LOCAL_HEADER);
      String name = new String(start, LOCAL_HEADER, length, StandardCharsets.UTF_8);
      return name.endsWith(NpzMember.SUFFIX);
    }

    @Override
    public LandmarkSource open(Path path) {
      return NpyLandmarks.open(NpzMember.choose(path, array, "landmarks"));
    }

    @Override
    public OptionalInt columns(Path path) {
      NpyMatrix matrix = NpyMatrix.open(NpzMember.choose(path, array, "features"));
      return matrix.shape().length == 2 ? OptionalInt.of(matrix.columns()) : OptionalInt.empty();
    }

    @Override
    public FrameSource openFeatures(Path path, Layout layout) {
      return NpyFeatures.open(NpzMember.choose(path, array, "features"), layout);
    }

    @Override
    public FrameSource openStored(Path path) {
      return NpyFeatures.openStored(NpzMember.choose(path, array, "features"));
    }
  }
}
