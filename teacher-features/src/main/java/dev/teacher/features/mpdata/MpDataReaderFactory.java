package dev.teacher.features.mpdata;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Layout;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.LandmarkReaderFactory;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.features.npy.NpyInput;
import dev.teacher.features.npy.NpyMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reads recordings that are folders with a NumPy file for each frame. */
public final class MpDataReaderFactory implements LandmarkReaderFactory {
  @Override
  public String name() {
    return "mp-data";
  }

  @Override
  public String description() {
    return "folders of NumPy files, 0.npy, 1.npy, ..., one [1662 or 1629] or of ready features a frame";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of();
  }

  @Override
  public LandmarkReader create(Settings settings, PluginContext context) {
    return new Reader(context.notices(), ConcurrentHashMap.newKeySet());
  }

  /**
   * The reader.
   *
   * @param notices takes what is left out
   * @param told names of hidden files that were told: every folder of a corpus may have them
   */
  private record Reader(Consumer<String> notices, Set<String> told) implements LandmarkReader {
    @Override
    public boolean accepts(Path path) {
      return Files.isDirectory(path) && FrameNames.anyIn(path);
    }

    @Override
    public LandmarkSource open(Path path) {
      return LandmarkFrames.open(path, names(path));
    }

    @Override
    public OptionalInt columns(Path path) {
      List<Path> frames = names(path).inOrder();
      NpyMatrix first = NpyMatrix.open(NpyInput.of(frames.get(0)));
      return first.shape().length == 1 ? OptionalInt.of(first.columns()) : OptionalInt.empty();
    }

    @Override
    public FrameSource openFeatures(Path path, Layout layout) {
      return FeatureFrames.open(path, names(path), layout);
    }

    @Override
    public FrameSource openStored(Path path) {
      return FeatureFrames.openStored(path, names(path));
    }

    private FrameNames names(Path path) {
      FrameNames names = FrameNames.in(path);
      List<String> untold = names.hidden().stream().filter(told::add).toList();
      if (!untold.isEmpty()) {
        notices.accept(path + ": hidden files are no frames, here and in other folders: " + untold);
      }
      return names;
    }
  }
}
