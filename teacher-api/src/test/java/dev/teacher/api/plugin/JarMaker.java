package dev.teacher.api.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Path classes = Files.createTempDirectory(jar.getParent(), "classes");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + className + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return source;
          }
        };
    if (!compiler.getTask(null, null, null, options, null, List.of(file)).call()) {
      throw new IllegalArgumentException("the test's source does not compile");
    }
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> compiled = Files.list(classes)) {
      for (Path path : compiled.toList()) {
        zip.putNextEntry(new ZipEntry(path.getFileName().toString()));
        zip.write(Files.readAllBytes(path));
      }
      if (!service.isEmpty()) {
        zip.putNextEntry(new ZipEntry("META-INF/services/" + DecoderFactory.class.getName()));
        zip.write(service.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }
}
