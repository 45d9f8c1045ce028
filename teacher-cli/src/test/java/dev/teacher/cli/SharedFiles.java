package dev.teacher.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds real recordings for tests, which are skipped where there are none. */
public final class SharedFiles {
  private SharedFiles() {}

  /** A file or folder of {@code shared/data} in a folder above, or of the one that is named. */
  public static Path of(String name) {
    String given = System.getProperty("teacher.shared-data");
    Path found = given == null ? null : Path.of(given).resolve(name);
    Path start = Path.of("").toAbsolutePath();
    for (Path at = start; given == null && at != null && found == null; at = at.getParent()) {
      Path candidate = at.resolve("shared/data").resolve(name);
      found = Files.exists(candidate) ? candidate : null;
    }
    Assumptions.assumeTrue(
        found != null && Files.exists(found),
        "no " + name + " in shared/data of a folder above; name one: -Dteacher.shared-data=DIR");
    return found;
  }
}
