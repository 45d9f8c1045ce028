package dev.teacher.api.plugin;

import dev.teacher.api.config.Nearest;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
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
  private static final String SERVICES = "META-INF/services/";

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
      requireKnownKinds(jar, readable);
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

  /** A misspelt service file, or one for a kind of another version, would be passed over. */
  private static void requireKnownKinds(Path jar, JarFile readable) {
    List<String> known = PluginKind.ALL.stream().map(k -> k.factory().getName()).toList();
    readable.stream()
        .map(JarEntry::getName)
        .filter(name -> name.startsWith(SERVICES + "dev.teacher.") && !name.endsWith("/"))
        .map(name -> name.substring(SERVICES.length()))
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw Problem.usage("a jar has a plugin of no known kind")
                  .where(jar)
                  .expected("in " + SERVICES + " one of\n" + String.join("\n", known))
                  .found(name)
                  .remedy(
                      Nearest.of(name, known)
                              .map(near -> "is it " + near + "? Otherwise ")
                              .orElse("")
                          + "get a jar that is built against "
                          + Misfit.api())
                  .exception();
            });
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
