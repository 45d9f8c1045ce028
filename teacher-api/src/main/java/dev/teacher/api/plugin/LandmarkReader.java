package dev.teacher.api.plugin;

import dev.teacher.api.data.LandmarkSource;
import java.nio.file.Path;

/** Reads one format of landmark files. */
public interface LandmarkReader {
  /** Whether a file or folder looks like this format, judged by its name and first bytes. */
  boolean accepts(Path path);

  /** Opens a file or folder: sizes are checked, the numbers are read later. */
  LandmarkSource open(Path path);
}
