package dev.teacher.features.mpdata;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.error.Problem;
import dev.teacher.features.npy.NpyInput;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A recording whose frames are files. Opening looks at the names and at the first frame.
 *
 * @param folder of the frames
 * @param files of the frames in their order
 * @param columns of each frame
 * @param opener opens the file of a frame
 */
record FrameFolder(
    Path folder, List<Path> files, int columns, Function<NpyInput, FrameSource> opener) {

  static FrameFolder open(Path folder, FrameNames names, Function<NpyInput, FrameSource> opener) {
    if (names.files().isEmpty()) {
      throw Problem.data("a folder holds no frames")
          .where(folder)
          .expected("0.npy, 1.npy, 2.npy, ...")
          .found("no file of such a name")
          .remedy("name the folder that holds the frames of one recording")
          .exception();
    }
    List<Path> files = names.inOrder();
    int columns = opener.apply(NpyInput.of(files.get(0))).layout().width();
    if (files.size() > Integer.MAX_VALUE / columns) {
      throw Problem.data("a recording is too long")
          .where(folder)
          .expected("at most " + Integer.MAX_VALUE / columns + " frames")
          .found(files.size())
          .remedy("cut it into pieces")
          .exception();
    }
    return new FrameFolder(folder, files, columns, opener);
  }

  /** The number of frames, at least 1. */
  int frames() {
    return files.size();
  }

  /** The numbers of all frames, [frames, columns]; memory is taken when every header was right. */
  float[] read() {
    List<FrameSource> frames = files.stream().map(NpyInput::of).map(opener).toList();
    float[] values = new float[frames() * columns];
    for (int frame = 0; frame < frames(); frame++) {
      System.arraycopy(frames.get(frame).read().values(), 0, values, frame * columns, columns);
    }
    return values;
  }
}
