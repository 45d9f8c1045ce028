package dev.teacher.api.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles plugins into jars, as third parties do. */
final class JarMaker {
  private JarMaker() {}

  /** The source of a decoder factory with that class name; {@code body} may hold more members. */
  static String decoder(String className, String name, String body) {
    return """
    import dev.teacher.api.config.*;
    import dev.teacher.api.plugin.*;
    import java.util.List;
    public class %s implements DecoderFactory {
      public String name() { return %s; }
      public String description() { return "a test"; }
      public List<Key<?>> keys() { return List.of(); }
      public Decoder create(Settings settings, PluginContext context) {
        return (logProbs, frames, classes) -> List.of();
      }
      %s
    }
    """
        .formatted(className, name, body);
  }

  /** A jar with one compiled class and a service file of decoders with that text. */
  static Path jar(Path jar, String className, String source, String service) throws IOException {
    return jar(jar, Map.of(className, source), Map.of(DecoderFactory.class.getName(), service));
  }

  /**
   * A jar with compiled classes and service files.
   *
   * @param sources by the name of their class; they see the API, but for what they have of it
   *     themselves. Only classes without a package go into the jar
   * @param services texts by the name of their file; an empty one is left out
   */
  static Path jar(Path jar, Map<String, String> sources, Map<String, String> services)
      throws IOException {
    Path classes = Files.createTempDirectory(jar.getParent(), "classes");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    List<JavaFileObject> files =
        sources.entrySet().stream().map(e -> file(e.getKey(), e.getValue())).toList();
    if (!compiler.getTask(null, null, null, options, null, files).call()) {
      throw new IllegalArgumentException("the test's source does not compile");
    }
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> compiled = Files.list(classes)) {
      for (Path path : compiled.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(path.getFileName().toString()));
        zip.write(Files.readAllBytes(path));
      }
      for (Map.Entry<String, String> service : services.entrySet()) {
        if (!service.getValue().isEmpty()) {
          zip.putNextEntry(new ZipEntry("META-INF/services/" + service.getKey()));
          zip.write(service.getValue().getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return jar;
  }

  private static JavaFileObject file(String className, String source) {
    URI place = URI.create("string:///" + className.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(place, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreErrors) {
        return source;
      }
    };
  }
}
