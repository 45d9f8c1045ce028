package dev.teacher.features;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the real recordings that some tests want; those are skipped where it is absent. */
public final class SharedData {
  private SharedData() {}

  /** A folder of the shared data. */
  public static Path folder(String name) {
    String given = System.getProperty("teacher.shared-data");
    Path root = given != null ? Path.of(given) : search();
    Path folder = root == null ? null : root.resolve(name);
    Assumptions.assumeTrue(
        folder != null && Files.isDirectory(folder),
        "no " + name + " in shared/data of a folder above; name one: -Dteacher.shared-data=DIR");
    return folder;
  }

  private static Path search() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("shared/data"))) {
        return at.resolve("shared/data");
      }
    }
    return null;
  }
}
