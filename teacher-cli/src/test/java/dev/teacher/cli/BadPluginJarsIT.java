package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other people's jars with mistakes: one clear error, which names the jar. */
class BadPluginJarsIT {
  private static final String SOUND =
      """
      import dev.teacher.api.config.*;
      import dev.teacher.api.plugin.*;
      import java.util.List;
      public class Odd implements DecoderFactory {
        public Odd() { }
        public String name() { return "odd"; }
        public String description() { return "is odd"; }
        public List<Key<?>> keys() { return List.of(); }
        public Decoder create(Settings settings, PluginContext context) {
          return (logProbs, frames, classes) -> List.of();
        }
      }
      """;

  private static final String AUGMENTATION =
      """
      import dev.teacher.api.config.*;
      import dev.teacher.api.plugin.*;
      import java.util.List;
      public class Odd implements AugmentationFactory {
        public String name() { return "odd"; }
        public String description() { return "is odd"; }
        public List<Key<?>> keys() { return List.of(); }
        public Augmentation create(Settings settings, PluginContext context) {
          return (landmarks, random) -> { throw new IllegalStateException("not today"); };
        }
      }
      """;

  @TempDir Path folder;
  private Path plugins;
  private Path jar;

  @BeforeEach
  void nameJar() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    jar = plugins.resolve("odd.jar");
  }

  @Test
  void oneForAnotherVersionOfTheApiIsToldOfWhenItIsLoaded() throws IOException {
    String earlier =
        """
        package dev.teacher.api.plugin;
        import dev.teacher.api.config.Settings;
        public interface PluginFactory<T> {
          String name();
          String description();
          T create(Settings settings, PluginContext context);
        }
        """;
    PluginJars.jar(
        jar,
        Map.of(
            "Odd",
            SOUND.replaceAll(".*keys\\(\\).*", ""),
            "dev.teacher.api.plugin.PluginFactory",
            earlier),
        "DecoderFactory",
        "Odd");
    refused("decoder odd was built for another version of the API", "build it again against");
  }

  @Test
  void oneForAnotherVersionOfTheApiIsToldOfWhenItIsUsed() throws IOException {
    String later =
        """
        package dev.teacher.api.plugin;
        public interface Decoder {
          java.util.List<Token> decode(float[] logProbs, int frames, int classes);
          record Token(String gloss) {}
        }
        """;
    PluginJars.jar(
        jar,
        Map.of(
            "Odd",
            SOUND.replace("-> List.of()", "-> List.of(new Decoder.Token(\"TREE\"))"),
            "dev.teacher.api.plugin.Decoder",
            later),
        "DecoderFactory",
        "Odd");
    Path checkpoint = Tiny.last();
    refused(
        Teacher.run("evaluate", checkpoint, "--plugins", plugins, "--set", "decoder.type=odd"),
        "decoder odd was built for another version of the API",
        "expected: a plugin built against teacher-api " + version(),
        "NoSuchMethodError");
  }

  @Test
  void classesForANewerJava() throws IOException {
    PluginJars.decoder(jar, SOUND);
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      byte[] code = Files.readAllBytes(files.getPath("Odd.class"));
      code[7] = 99; // the major version of the file
      Files.write(files.getPath("Odd.class"), code);
    }
    refused("a decoder was built for a newer Java", "version 99.0", "--release 17");
  }

  @Test
  void aServiceFileThatNamesNoClass() throws IOException {
    PluginJars.jar(jar, Map.of("Odd", SOUND), "DecoderFactory", "Missing");
    refused("a decoder cannot be loaded", "Provider Missing not found", "META-INF/services/");
  }

  @Test
  void aServiceFileThatNamesAnotherClass() throws IOException {
    PluginJars.jar(jar, Map.of("Odd", SOUND), "BackboneFactory", "Odd");
    refused("a backbone cannot be loaded", "Odd not a subtype", "META-INF/services/");
  }

  @Test
  void aServiceFileThatIsNoListOfClasses() throws IOException {
    PluginJars.jar(jar, Map.of("Odd", SOUND), "DecoderFactory", "Odd, and others");
    refused("a decoder cannot be loaded", "DecoderFactory:1: Illegal", "META-INF/services/");
  }

  @Test
  void aServiceFileWithAMisspeltName() throws IOException {
    PluginJars.jar(jar, Map.of("Odd", SOUND), "DecodrFactory", "Odd");
    refused(
        "a jar has a plugin of no known kind",
        "found:    dev.teacher.api.plugin.DecodrFactory",
        "is it dev.teacher.api.plugin.DecoderFactory?");
  }

  @Test
  void aConstructorThatThrows() throws IOException {
    PluginJars.decoder(
        jar, SOUND.replace("Odd() { }", "Odd() { throw new IllegalStateException(\"no\"); }"));
    refused(
        "a decoder cannot be loaded",
        "Odd could not be instantiated: java.lang.IllegalStateException: no");
  }

  @Test
  void aFileThatIsNoJar() throws IOException {
    Files.writeString(jar, "no zip");
    refused("cannot open a plugin", "copy the jar again");
  }

  @Test
  void aJarWithoutPlugin() throws IOException {
    PluginJars.jar(jar, Map.of("Odd", SOUND), "DecoderFactory", "");
    refused("a jar has no plugin", "expected: META-INF/services/dev.teacher.api.plugin.*Factory");
  }

  /** Unlike the others it is no matter of usage, and the author needs to see where it happened. */
  @Test
  void anAugmentationThatThrowsInATraining() throws IOException {
    PluginJars.jar(jar, Map.of("Odd", AUGMENTATION), "AugmentationFactory", "Odd");
    Teacher.Ended ended =
        Teacher.run(
            "train",
            "--config",
            Tiny.config(folder, Tiny.CORPUS),
            "--out",
            folder.resolve("run"),
            "--plugins",
            plugins,
            "--set",
            "augmentations=[{ type = odd }]");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .contains("teacher: augmentation odd failed\n  where:    Odd of " + jar)
        .contains("found:    apply threw java.lang.IllegalStateException: not today")
        .contains("to do:    tell the plugin's author")
        .contains("\tat Odd.");
  }

  private void refused(String... words) {
    refused(Teacher.run("plugins", "--plugins", plugins), words);
  }

  private void refused(Teacher.Ended ended, String... words) {
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains(words).contains(jar.toString());
    assertThat(ended.err()).containsOnlyOnce("teacher: ").doesNotContain("\tat ", "Caused by");
  }

  private static String version() {
    return Teacher.distribution().getFileName().toString().substring("teacher-".length());
  }
}
