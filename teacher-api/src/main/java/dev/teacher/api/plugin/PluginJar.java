package dev.teacher.api.plugin;

import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A jar with plugins in a class loader of its own, whose parent shows it the API and the JDK only:
 * what else the jar needs it brings along, and it cannot clash with another jar.
 *
 * @param path the jar
 * @param loader its class loader, open as long as the program runs
 */
public record PluginJar(Path path, ClassLoader loader) {
  /** The jars of a folder in alphabetical order; an error if it is no folder. */
  public static List<PluginJar> of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Problem.usage("no folder of plugins")
          .where(folder)
          .expected("a folder with jars")
          .exception();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".jar"))
          .sorted()
          .map(PluginJar::open)
          .toList();
    } catch (IOException e) {
      throw Problem.usage("cannot list the plugins")
          .where(folder)
          .found(IoReason.of(e))
          .cause(e)
          .exception();
    }
  }

  private static PluginJar open(Path jar) {
    try (JarFile readable = new JarFile(jar.toFile())) { // a class loader passes over broken ones
      URL[] urls = {jar.toUri().toURL()};
      return new PluginJar(Path.of(readable.getName()), new URLClassLoader(urls, new ApiOnly()));
    } catch (IOException e) {
      throw Problem.usage("cannot open a plugin")
          .where(jar)
          .found(IoReason.of(e))
          .remedy("copy the jar again")
          .cause(e)
          .exception();
    }
  }

  /** Shows the API, Typesafe Config and the JDK. */
  private static final class ApiOnly extends ClassLoader {
    private final ClassLoader program = PluginJar.class.getClassLoader();

    ApiOnly() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("dev.teacher.api.") || name.startsWith("com.typesafe.config.")) {
        return program.loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
