package dev.teacher.features.mpdata;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.features.layout.Presets;
import dev.teacher.features.npy.NpyFeatures;
import dev.teacher.features.npy.NpyInput;
import java.nio.file.Path;

/** A folder with the ready features of each frame, [columns of the layout]. */
record FeatureFrames(FrameFolder folder, Layout layout) implements FrameSource {
  static FeatureFrames open(Path folder, FrameNames names, Layout layout) {
    return new FeatureFrames(
        FrameFolder.open(folder, names, file -> NpyFeatures.openFrame(file, layout)), layout);
  }

  /** Opens frames of any columns: what the first has, every one must have. */
  static FeatureFrames openStored(Path folder, FrameNames names) {
    FrameFolder frames = FrameFolder.open(folder, names, NpyFeatures::openStoredFrame);
    return open(folder, names, Presets.ofWidth(frames.columns()));
  }

  @Override
  public int frames() {
    return folder.frames();
  }

  @Override
  public String location() {
    return folder.folder().toString();
  }

  @Override
  public void forEachChunk(Chunk chunk) {
    for (int i = 0; i < frames(); i++) {
      int frame = i;
      folder
          .opener()
          .apply(NpyInput.of(folder.files().get(i)))
          .forEachChunk((first, count, values) -> chunk.frames(frame, count, values));
    }
  }

  @Override
  public Frames read() {
    return new Frames(layout, frames(), folder.read(), 0);
  }
}
