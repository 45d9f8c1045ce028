package dev.teacher.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the process holds open, as far as the system tells. */
final class OpenFiles {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private OpenFiles() {}

  /** Open files below a folder; on Linux. Elsewhere nothing is known, and the list is empty. */
  static List<String> below(Path folder) throws IOException {
    List<String> open = new ArrayList<>();
    if (!Files.isDirectory(DESCRIPTORS)) {
      return open;
    }
    List<Path> descriptors;
    try (Stream<Path> listed = Files.list(DESCRIPTORS)) {
      descriptors = listed.toList();
    }
    for (Path descriptor : descriptors) {
      if (Files.isSymbolicLink(descriptor)) { // that of the listing is closed by now
        String file = Files.readSymbolicLink(descriptor).toString();
        if (file.startsWith(folder.toRealPath().toString())) {
          open.add(file);
        }
      }
    }
    return open;
  }
}
