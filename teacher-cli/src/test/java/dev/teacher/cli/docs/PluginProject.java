package dev.teacher.cli.docs;

import dev.teacher.api.plugin.PluginJar;
import dev.teacher.api.plugin.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The project of the page on plugins, built without Maven. The build of teacher-api builds it with
 * Maven and runs its tests.
 */
public final class PluginProject {
  static final Path FOLDER = Page.ROOT.resolve("examples").resolve("plugin");

  private PluginProject() {}

  /** The program's plugins and those of the project, which come from a jar. */
  static Registry registry(Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaSources.compile(classes, files(FOLDER.resolve("src/main/java")));
    Path jar = Files.createDirectories(folder.resolve("plugins")).resolve("my-plugins.jar");
    pack(jar, classes, FOLDER.resolve("src/main/resources"));
    return Registry.load(PluginJar.of(jar.getParent()));
  }

  /** A jar with everything that the folders hold. */
  public static void pack(Path jar, Path... folders) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path folder : folders) {
        for (Path file : files(folder)) {
          out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, out);
          out.closeEntry();
        }
      }
    }
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
