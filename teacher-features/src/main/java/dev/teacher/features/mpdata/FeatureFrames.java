package dev.teacher.features.mpdata;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.features.npy.NpyFeatures;
import java.nio.file.Path;

/** A folder with the ready features of each frame, [columns of the layout]. */
record FeatureFrames(FrameFolder folder, Layout layout) implements FrameSource {
  static FeatureFrames open(Path folder, FrameNames names, Layout layout) {
    return new FeatureFrames(
        FrameFolder.open(folder, names, file -> NpyFeatures.openFrame(file, layout)), layout);
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
  public Frames read() {
    return new Frames(layout, frames(), folder.read(), 0);
  }
}
