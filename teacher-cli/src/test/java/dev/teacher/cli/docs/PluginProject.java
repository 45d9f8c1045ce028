package dev.teacher.cli.docs;

import dev.teacher.api.plugin.PluginJar;
import dev.teacher.api.plugin.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The project of the page on plugins, built without Maven. */
public final class PluginProject {
  static final Path FOLDER = Page.ROOT.resolve("examples").resolve("plugin");

  private PluginProject() {}

  /** The program's plugins and those of the project, which come from a jar. */
  static Registry registry(Path folder) throws IOException {
    Path classes = compile(folder.resolve("classes"), "main");
    Path jar = Files.createDirectories(folder.resolve("plugins")).resolve("my-plugins.jar");
    pack(jar, classes, FOLDER.resolve("src/main/resources"));
    return Registry.load(PluginJar.of(jar.getParent()));
  }

  /** Compiles the sources of {@code main}, of {@code test} or of both into a folder. */
  static Path compile(Path output, String... parts) throws IOException {
    Files.createDirectories(output);
    List<Path> sources = new ArrayList<>();
    for (String part : parts) {
      sources.addAll(files(FOLDER.resolve("src").resolve(part).resolve("java")));
    }
    JavaSources.compile(output, sources);
    return output;
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
