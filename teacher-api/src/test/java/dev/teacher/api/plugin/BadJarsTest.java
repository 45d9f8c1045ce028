package dev.teacher.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that are wrong or do not fit: one error names the jar, what is missing, and what to do. */
class BadJarsTest {
  private static final String SOUND = JarMaker.decoder("First", "\"first\"", "");
  private static final String SERVICE = DecoderFactory.class.getName();

  @TempDir Path plugins;
  private Path jar;

  @BeforeEach
  void nameJar() {
    jar = plugins.resolve("a.jar");
  }

  private Registry load() {
    return Registry.load(PluginJar.of(plugins));
  }

  private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE));
  }

  @Test
  void aServiceFileThatNamesNoClass() throws IOException {
    JarMaker.jar(jar, "First", SOUND, "Missing");
    refused(this::load)
        .hasMessage(
            """
            a decoder cannot be loaded
              where:    %s
              found:    %s: Provider Missing not found
              to do:    correct the class, or META-INF/services/%s in the jar, or remove the jar"""
                .formatted(jar, SERVICE, SERVICE));
  }

  @Test
  void aServiceFileThatNamesAnotherClass() throws IOException {
    JarMaker.jar(jar, "First", "public class First {}", "First");
    refused(this::load)
        .hasMessageStartingWith("a decoder cannot be loaded\n  where:    " + jar)
        .hasMessageContaining("First not a subtype");
  }

  @Test
  void aServiceFileThatIsNoListOfClasses() throws IOException {
    JarMaker.jar(jar, "First", SOUND, "First is the best");
    refused(this::load)
        .hasMessageStartingWith("a decoder cannot be loaded\n  where:    " + jar)
        .hasMessageContaining(SERVICE + ":1: Illegal configuration-file syntax");
  }

  @Test
  void aServiceFileOfNoKnownKind() throws IOException {
    JarMaker.jar(
        jar,
        Map.of("First", SOUND),
        Map.of(SERVICE, "First", "dev.teacher.api.plugin.BackboneFactry", "First"));
    refused(this::load)
        .hasMessageStartingWith("a jar has a plugin of no known kind\n  where:    " + jar)
        .hasMessageContaining("            dev.teacher.api.plugin.NormalizerFactory\n")
        .hasMessageContaining("found:    dev.teacher.api.plugin.BackboneFactry\n")
        .hasMessageContaining("is it dev.teacher.api.plugin.BackboneFactory? Otherwise get a jar");
  }

  @Test
  void aConstructorThatThrows() throws IOException {
    String body = "public First() { throw new IllegalStateException(\"no\"); }";
    JarMaker.jar(jar, "First", JarMaker.decoder("First", "\"first\"", body), "First");
    refused(this::load)
        .hasMessageStartingWith("a decoder cannot be loaded\n  where:    " + jar)
        .hasMessageContaining(
            "Provider First could not be instantiated: java.lang.IllegalStateException: no\n");
  }

  @Test
  void aClassThatCannotBeInitialised() throws IOException {
    String body = "static final int NUMBER = Integer.parseInt(\"one\");";
    JarMaker.jar(jar, "First", JarMaker.decoder("First", "\"first\"", body), "First");
    refused(this::load)
        .hasMessageStartingWith("a decoder cannot be loaded\n  where:    " + jar)
        .hasMessageContaining("First could not be instantiated");
  }

  @Test
  void aConstructorThatNobodyMayCall() throws IOException {
    JarMaker.jar(
        jar, "First", JarMaker.decoder("First", "\"first\"", "private First() {}"), "First");
    refused(this::load)
        .hasMessageStartingWith("a decoder cannot be loaded\n  where:    " + jar)
        .hasMessageContaining("First Unable to get public no-arg constructor");
  }

  @Test
  void aJarThatIsNoArchive() throws IOException {
    Files.writeString(jar, "no zip");
    refused(this::load).hasMessageStartingWith("cannot open a plugin\n  where:    " + jar);
  }

  @Test
  void aFileOfNoBytes() throws IOException {
    Files.createFile(jar);
    refused(this::load).hasMessageStartingWith("cannot open a plugin\n  where:    " + jar);
  }

  @Test
  void aJarWithoutPlugin() throws IOException {
    JarMaker.jar(jar, "First", SOUND, "");
    refused(this::load)
        .hasMessage(
            """
            a jar has no plugin
              where:    %s
              expected: META-INF/services/dev.teacher.api.plugin.*Factory
              to do:    remove it; what a plugin needs belongs into the plugin's own jar"""
                .formatted(jar));
  }

  @Test
  void anInterfaceThatThisApiDoesNotHave() throws IOException {
    String later = "package dev.teacher.api.plugin; public interface Later {}";
    JarMaker.jar(
        jar,
        Map.of(
            "First",
            SOUND.replace("implements ", "implements Later, "),
            "dev.teacher.api.plugin.Later",
            later),
        Map.of(SERVICE, "First"));
    refused(this::load)
        .hasMessage(
            """
            a decoder was built for another version of the API
              where:    %s
              expected: a plugin built against teacher-api
              found:    java.lang.NoClassDefFoundError: dev/teacher/api/plugin/Later
              to do:    build it again against that version, or get a jar that is"""
                .formatted(jar));
  }

  @Test
  void aMethodThatAFactoryLacks() throws IOException {
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
    JarMaker.jar(
        jar,
        Map.of(
            "First",
            SOUND.replaceAll(".*keys\\(\\).*", ""),
            PluginFactory.class.getName(),
            earlier),
        Map.of(SERVICE, "First"));
    refused(this::load)
        .hasMessageStartingWith(
            "decoder first was built for another version of the API\n  where:    First of " + jar)
        .hasMessageContaining("AbstractMethodError");
  }

  @Test
  void aMethodThatThisApiDoesNotHave() throws IOException {
    String later =
        """
        package dev.teacher.api.plugin;
        public interface Decoder {
          java.util.List<Token> decode(float[] logProbs, int frames, int classes);
          record Token(String gloss) {}
        }
        """;
    JarMaker.jar(
        jar,
        Map.of(
            "First",
            SOUND.replace("List.of();\n  }", "List.of(new Decoder.Token(\"TREE\"));\n  }"),
            "dev.teacher.api.plugin.Decoder",
            later),
        Map.of(SERVICE, "First"));
    Decoder decoder = load().create(PluginKind.DECODER, section(), "decoder", notice -> {});
    refused(() -> decoder.decode(new float[2], 1, 2))
        .hasMessageStartingWith(
            "decoder first was built for another version of the API\n  where:    First of " + jar)
        .hasMessageContaining("found:    java.lang.NoSuchMethodError: 'void dev.teacher.api.plugin")
        .hasCauseInstanceOf(NoSuchMethodError.class);
  }

  @Test
  void aFieldThatThisApiDoesNotHave() throws IOException {
    String later = "package dev.teacher.api.data; public class Part { public static Part SIX; }";
    JarMaker.jar(
        jar,
        Map.of(
            "First",
            SOUND.replace("return (log", "Object o = dev.teacher.api.data.Part.SIX; return (log"),
            "dev.teacher.api.data.Part",
            later),
        Map.of(SERVICE, "First"));
    Registry registry = load();
    refused(() -> registry.create(PluginKind.DECODER, section(), "decoder", notice -> {}))
        .hasMessageStartingWith("decoder first was built for another version of the API")
        .hasMessageContaining("NoSuchFieldError: SIX");
  }

  @Test
  void aLibraryThatTheJarDoesNotHold() throws IOException {
    String body = "static class Library {}";
    JarMaker.jar(
        jar,
        "First",
        JarMaker.decoder("First", "\"first\"", body)
            .replace("return (log", "new Library(); return (log"),
        "First");
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      Files.delete(files.getPath("First$Library.class"));
    }
    Registry registry = load();
    refused(() -> registry.create(PluginKind.DECODER, section(), "decoder", notice -> {}))
        .hasMessage(
            """
            decoder first misses a class
              where:    First of %s
              expected: the API, Typesafe Config, the JDK, and the plugin's own jar to have it
              found:    no class First$Library
              to do:    pack what the plugin needs into its jar"""
                .formatted(jar));
  }

  private static Config section() {
    return ConfigFactory.parseString("type = first");
  }
}
