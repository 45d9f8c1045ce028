package dev.teacher.api.plugin;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Problem;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Reads one format of landmark files. */
public interface LandmarkReader {
  /** Whether a file or folder looks like this format, judged by its name and first bytes. */
  boolean accepts(Path path);

  /** Opens a file or folder: sizes are checked, the numbers are read later. */
  LandmarkSource open(Path path);

  /**
   * The number of columns of the matrix that a file or folder holds, for formats that can hold
   * ready features; empty where it can only be opened as landmarks.
   */
  default OptionalInt columns(Path path) {
    return OptionalInt.empty();
  }

  /**
   * Opens a file or folder whose columns are ready features, for formats that can hold such: a
   * matrix [frames, columns of the layout], read as it is.
   *
   * @param path file or folder
   * @param layout what its columns are
   */
  default FrameSource openFeatures(Path path, Layout layout) {
    throw Problem.data("this format holds landmarks, no ready features")
        .where(path)
        .expected("a matrix of " + layout.spec())
        .remedy("convert the features to .npy, or choose a feature extractor that takes landmarks")
        .exception();
  }

  /**
   * Opens a file or folder with all columns that stand there, whatever they are: to look at them,
   * not to train on them. Its landmarks, for formats that hold nothing else.
   */
  default FrameSource openStored(Path path) {
    return open(path);
  }
}
