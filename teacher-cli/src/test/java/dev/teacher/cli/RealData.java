package dev.teacher.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds the real recordings that some tests want; those are skipped where they are absent. */
final class RealData {
  private RealData() {}

  /** A folder of the shared data. */
  static Path folder(String name) {
    String given = System.getProperty("teacher.shared-data");
    Stream<Path> roots =
        given != null
            ? Stream.of(Path.of(given))
            : Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared/data"));
    Path folder =
        roots.map(root -> root.resolve(name)).filter(Files::isDirectory).findFirst().orElse(null);
    Assumptions.assumeTrue(
        folder != null,
        "no " + name + " in shared/data of a folder above; name one: -Dteacher.shared-data=DIR");
    return folder;
  }
}
