package dev.teacher.api.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.StoredText;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the HOCON of a model, a checkpoint or a run, which may come from a stranger: it includes
 * nothing, refers to nothing, and is neither large nor deep. Whoever lays overrides over it is the
 * user, who may refer to what he likes.
 */
public final class StoredConfig {
  private static final int LARGEST = 1 << 20;

  /** Levels of brackets, and parts of a dotted key; the parser takes stack for each. */
  private static final int DEEPEST = 20;

  private StoredConfig() {}

  /**
   * Reads the configuration of a run.
   *
   * @throws TeacherException a data problem if it is not plain HOCON
   */
  public static Config load(Path file, List<String> overrides) {
    String text = StoredText.read(file, LARGEST);
    Config config = parse(text, file.toString(), overrides);
    return config.root().withOrigin(ConfigOriginFactory.newFile(file.toString())).toConfig();
  }

  /**
   * Parses text that {@link ConfigFile#render} wrote.
   *
   * @param origin named in errors
   * @param overrides of the user, {@code key=value}
   * @throws TeacherException a data problem if the text is not plain HOCON
   */
  public static Config parse(String text, String origin, List<String> overrides) {
    return ConfigFile.resolve(plain(text, origin), overrides);
  }

  private static Config plain(String text, String origin) {
    if (text.length() > LARGEST) {
      throw refused(origin, "at most " + LARGEST + " characters", text.length() + " of them");
    }
    int depth = Nesting.of(text);
    if (depth > DEEPEST) {
      throw refused(origin, "at most " + DEEPEST + " levels of nesting", "more of them");
    }
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setIncluder(new NoIncluder(origin))
            .setOriginDescription(origin);
    try {
      Config config = ConfigFactory.parseString(text, options);
      if (!config.isResolved()) {
        throw refused(origin, "values that stand in it", "a reference, ${...} or +=");
      }
      return config;
    } catch (ConfigException e) {
      throw refused(origin, "HOCON, as teacher writes it", e.getMessage());
    }
  }

  static TeacherException refused(Object origin, String expected, String found) {
    return Problem.data("a stored configuration cannot be used")
        .where(origin)
        .expected(expected)
        .found(found.lines().findFirst().orElse(""))
        .remedy("export or copy it again; if a stranger made it, do not trust what it came with")
        .exception();
  }
}
