package dev.teacher.features.mpdata;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.features.npy.NpyLandmarks;
import java.nio.file.Path;

/** A folder with the landmarks of each frame, [1662] or [1629]. */
record LandmarkFrames(FrameFolder folder) implements LandmarkSource {
  static LandmarkFrames open(Path folder, FrameNames names) {
    return new LandmarkFrames(FrameFolder.open(folder, names, NpyLandmarks::openFrame));
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
  public Landmarks read() {
    return new Landmarks(frames(), folder.read(), 0);
  }
}
