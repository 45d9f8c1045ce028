package dev.teacher.testkit;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Model files that last as long as a test needs them. */
final class Exported {
  private Exported() {}

  /** Writes a file and loads it again. */
  static void use(ModelFormat format, Fragment fragment, Consumer<InferenceModel> use) {
    use(format, format, fragment, use);
  }

  /** Writes a file, loads it and closes the model when it was used. */
  static void use(
      ModelFormat format, ModelFormat backend, Fragment fragment, Consumer<InferenceModel> use) {
    withFile(
        file -> {
          write(format, fragment, file);
          try (InferenceModel model = backend.load(file)) {
            use.accept(model);
          }
        });
  }

  /** Writes a fragment with the properties of a recogniser. */
  static void write(ModelFormat format, Fragment fragment, Path file) {
    try {
      format.write(fragment.graph(), fragment.weights(), properties(fragment), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A place for a file, in a folder of its own. */
  static void withFile(Consumer<Path> use) {
    try {
      Path folder = Files.createTempDirectory("testkit");
      Path file = folder.resolve("model");
      try {
        use.accept(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code docs/exporting.md} says that an exported file tells of itself. */
  static Map<String, String> properties(Fragment fragment) {
    Layout layout = fragment.layout();
    String glosses =
        IntStream.range(1, fragment.channels())
            .mapToObj(i -> "GLOSS-" + i)
            .collect(Collectors.joining("\n"));
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("teacher.format-version", "1");
    properties.put("teacher.vocabulary", Vocabulary.BLANK + "\n" + glosses);
    properties.put("teacher.input-layout", layout.spec());
    properties.put("teacher.feature-layout", layout.spec());
    properties.put("teacher.normalizers", "");
    properties.put("teacher.output-stride", "1");
    properties.put("teacher.config", "# of the testkit\n");
    properties.put("teacher.decoder", "greedy");
    properties.put("teacher.training", "{}");
    return properties;
  }
}
