package dev.teacher.api.plugin;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The formats of exported models, and which of them a file has.
 *
 * @param registry the plugins
 */
public record ModelFormats(Registry registry) {
  /** So many bytes of a file are shown to formats that look inside. */
  public static final int BEGINNING = 64;

  /** The format that is written where nobody names one. */
  public ModelFormatFactory usual() {
    return named(PluginKind.FORMAT.usual().orElseThrow(), "the usual format");
  }

  /**
   * The format of that name.
   *
   * @param origin where the name stands, for messages
   */
  public ModelFormatFactory named(String name, String origin) {
    return registry.factory(PluginKind.FORMAT, name, origin);
  }

  /** The format of that name, to write files; one that only reads is refused. */
  public ModelFormatFactory toWrite(String name, String origin) {
    ModelFormatFactory format = named(name, origin);
    if (!format.isWritable()) {
      throw Problem.usage("files of the format " + name + " cannot be written")
          .where(origin)
          .expected("one of " + list(ModelFormatFactory::isWritable))
          .exception();
    }
    return format;
  }

  /** The format of a file: the one with its ending, or else the one that recognises its content. */
  public ModelFormatFactory of(Path file) {
    return byEnding(file).or(() -> byContent(file)).orElseThrow(() -> unknown(file));
  }

  /**
   * Loads a file, whatever its format, to run it.
   *
   * @param notices takes sentences for the user
   */
  public InferenceModel load(Path file, Consumer<String> notices) {
    ModelFormatFactory format = of(file);
    if (!format.isRunnable()) {
      throw Problem.usage("files of the format " + format.name() + " cannot be run")
          .where(file)
          .expected("a file of one of " + runnable())
          .exception();
    }
    return registry.createDefault(PluginKind.FORMAT, format.name(), notices).load(file);
  }

  /** The formats that can be run, with their endings, as a message lists them. */
  public String runnable() {
    return list(ModelFormatFactory::isRunnable);
  }

  private Optional<ModelFormatFactory> byEnding(Path file) {
    String name = file.toAbsolutePath().getFileName().toString().toLowerCase(Locale.ROOT);
    return only(file, format -> format.endings().stream().anyMatch(name::endsWith));
  }

  private Optional<ModelFormatFactory> byContent(Path file) {
    byte[] beginning = beginning(file);
    return only(file, format -> format.recognizes(beginning.clone()));
  }

  private Optional<ModelFormatFactory> only(Path file, Predicate<ModelFormatFactory> fits) {
    List<ModelFormatFactory> found = all().stream().filter(fits).toList();
    if (found.size() > 1) {
      throw Problem.usage("several formats claim the file")
          .where(file)
          .found(found.stream().map(PluginFactory::name).collect(Collectors.joining(", ")))
          .remedy("remove the plugin of the one that is not meant")
          .exception();
    }
    return found.stream().findFirst();
  }

  private List<ModelFormatFactory> all() {
    return registry.entries(PluginKind.FORMAT).stream()
        .map(entry -> named(entry.factory().name(), entry.origin()))
        .toList();
  }

  private String list(Predicate<ModelFormatFactory> which) {
    return all().stream()
        .filter(which)
        .map(format -> format.name() + " (" + String.join(", ", format.endings()) + ")")
        .collect(Collectors.joining(", "));
  }

  private static byte[] beginning(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Problem.data("there is no model file to read")
          .where(file.toAbsolutePath())
          .found(Files.isDirectory(file) ? "a folder" : "no file")
          .remedy("name a file that teacher export wrote")
          .exception();
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(BEGINNING);
    } catch (IOException e) {
      throw Problem.data("the model file cannot be read")
          .where(file.toAbsolutePath())
          .found(IoReason.of(e))
          .cause(e)
          .exception();
    }
  }

  private TeacherException unknown(Path file) {
    return Problem.data("the file is of no known format of models")
        .where(file)
        .expected("one of " + list(format -> true))
        .remedy(
            "name a file that teacher export wrote; a plugin with its format goes into plugins/"
                + " beside the launcher")
        .exception();
  }
}
