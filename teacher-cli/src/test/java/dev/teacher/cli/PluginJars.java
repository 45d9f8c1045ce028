package dev.teacher.cli;

import dev.teacher.cli.docs.JavaSources;
import dev.teacher.cli.docs.PluginProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes jars with plugins, as third parties do, and as they should not. */
final class PluginJars {
  private static final String SERVICES = "META-INF/services/dev.teacher.api.plugin.";

  private PluginJars() {}

  /** A jar with one decoder factory. */
  static Path decoder(Path jar, String source) throws IOException {
    return jar(jar, Map.of(name(source), source), "DecoderFactory", name(source));
  }

  /**
   * A jar.
   *
   * @param sources of its classes by their names. Those of the API are compiled against in place of
   *     what the API has under that name, and left out of the jar
   * @param kind which service file it has
   * @param service what that says
   */
  static Path jar(Path jar, Map<String, String> sources, String kind, String service)
      throws IOException {
    Path work = Files.createTempDirectory("teacher-jar");
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = work.resolve("src/" + source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    JavaSources.compile(Files.createDirectory(work.resolve("all")), files);
    Path content = Files.createDirectory(work.resolve("content"));
    try (Stream<Path> compiled = Files.list(work.resolve("all"))) {
      for (Path path : compiled.filter(Files::isRegularFile).toList()) {
        Files.copy(path, content.resolve(path.getFileName()));
      }
    }
    Path services = content.resolve(SERVICES + kind);
    Files.createDirectories(services.getParent());
    Files.writeString(services, service);
    PluginProject.pack(jar, content);
    return jar;
  }

  private static String name(String source) {
    return source.replaceFirst("(?s).*?class (\\w+).*", "$1");
  }
}
