package dev.teacher.features.mpdata;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Problem;
import dev.teacher.features.npy.NpyInput;
import dev.teacher.features.npy.NpyLandmarks;
import java.nio.file.Path;
import java.util.List;

/**
 * A recording whose frames are files. Opening looks at the names only.
 *
 * @param folder of the frames
 * @param files of the frames in their order
 */
record FrameFolder(Path folder, List<Path> files) implements LandmarkSource {
  @Override
  public int frames() {
    return files.size();
  }

  @Override
  public String location() {
    return folder.toString();
  }

  @Override
  public Landmarks read() {
    float[] values = new float[frames() * Part.COLUMNS];
    for (int frame = 0; frame < frames(); frame++) {
      Landmarks one = NpyLandmarks.openFrame(NpyInput.of(files.get(frame))).read();
      System.arraycopy(one.values(), 0, values, frame * Part.COLUMNS, Part.COLUMNS);
    }
    return new Landmarks(frames(), values, 0);
  }

  static FrameFolder of(Path folder, FrameNames names) {
    if (names.files().isEmpty()) {
      throw Problem.data("a folder holds no frames")
          .where(folder)
          .expected("0.npy, 1.npy, 2.npy, ...")
          .found("no file of such a name")
          .remedy("name the folder that holds the frames of one recording")
          .exception();
    }
    return new FrameFolder(folder, names.inOrder());
  }
}
