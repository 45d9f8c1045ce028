package dev.teacher.features.npy;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Layout;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.LandmarkReaderFactory;
import dev.teacher.api.plugin.PluginContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Reads NumPy arrays, one file a recording. */
public final class NpyReaderFactory implements LandmarkReaderFactory {
  @Override
  public String name() {
    return "npy";
  }

  @Override
  public String description() {
    return "NumPy arrays [frames, 1662 or 1629] or [frames, 543, 3], or of ready features";
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
    @Override
    public boolean accepts(Path path) {
      if (!Files.isRegularFile(path)) {
        return false;
      }
      if (path.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
        return true;
      }
      try {
        return NpyHeader.hasMagic(path);
      } catch (IOException e) {
        return false; // what cannot be opened is no format of ours; whoever opens it will say why
      }
    }

    @Override
    public LandmarkSource open(Path path) {
      return NpyLandmarks.open(NpyInput.of(path));
    }

    @Override
    public OptionalInt columns(Path path) {
      NpyMatrix matrix = NpyMatrix.open(NpyInput.of(path));
      return matrix.shape().length == 2 ? OptionalInt.of(matrix.columns()) : OptionalInt.empty();
    }

    @Override
    public FrameSource openFeatures(Path path, Layout layout) {
      return NpyFeatures.open(NpyInput.of(path), layout);
    }

    @Override
    public FrameSource openStored(Path path) {
      return NpyFeatures.openStored(NpyInput.of(path));
    }
  }
}
