package dev.teacher.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
  @TempDir Path folder;
  private Path plugins;

  @BeforeEach
  void makeFolder() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
  }

  private Path jar(String file, String className, String name, String body) throws IOException {
    String source = JarMaker.decoder(className, name, body);
    return JarMaker.jar(plugins.resolve(file), className, source, className);
  }

  private Registry load() {
    return Registry.load(PluginJar.of(plugins));
  }

  private static Config config(String text) {
    return ConfigFile.parse(text, "exp.conf", List.of());
  }

  private void refused(Category category, String message) {
    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(category))
        .hasMessage(message);
  }

  @Test
  void pluginsComeFromTheClassPathAndFromJars() throws IOException {
    Path jar = jar("a.jar", "First", "\"first\"", "");
    Registry registry = load();
    assertThat(registry.entries(PluginKind.DECODER))
        .extracting(Registry.Entry::origin)
        .containsExactly("class path", jar.toString());
    Decoder decoder =
        registry.create(PluginKind.DECODER, config("type = first"), "decoder", notice -> {});
    assertThat(decoder.decode(new float[2], 1, 2)).isEmpty();
    assertThat(registry.entries(PluginKind.BACKBONE))
        .extracting(Registry.Entry::origin)
        .containsExactly("class path");
  }

  @Test
  void twoJarsMayHaveClassesOfOneName() throws IOException {
    jar("a.jar", "Same", "\"first\"", "");
    jar("b.jar", "Same", "\"second\"", "");
    assertThat(load().entries(PluginKind.DECODER))
        .extracting(entry -> entry.factory().name())
        .containsExactly("example", "first", "second");
  }

  @Test
  void twoPluginsOfOneNameAreBothNamed() throws IOException {
    Path a = jar("a.jar", "First", "\"same\"", "");
    Path b = jar("b.jar", "Second", "\"same\"", "");
    refused(
        Category.USAGE,
        """
        two plugins are the decoder same
          where:    First of %s
                    Second of %s
          to do:    remove one of them"""
            .formatted(a, b));
  }

  @Test
  void aBadNameIsRefused() throws IOException {
    Path jar = jar("a.jar", "First", "\"Not Good\"", "");
    refused(
        Category.USAGE,
        """
        bad name of a decoder
          where:    First of %s
          expected: lower-case letters, digits and hyphens
          found:    Not Good"""
            .formatted(jar));
  }

  @Test
  void aPluginWithoutNameIsToldOf() throws IOException {
    Path jar = jar("a.jar", "First", "null", "");
    refused(
        Category.INTERNAL,
        """
        a decoder failed
          where:    First of %s
          found:    name gave null
          to do:    tell the plugin's author"""
            .formatted(jar));
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThatThrownBy(() -> PluginJar.of(folder.resolve("none")))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("no folder of plugins\n  where:    " + folder.resolve("none"));
  }

  @Test
  void jarsSeeTheApiAndNothingElseOfTheProgram() throws IOException {
    jar(
        "a.jar",
        "First",
        "seen()",
        """
        static String seen() {
          try {
            Class.forName("org.assertj.core.api.Assertions");
            return "sees-everything";
          } catch (ClassNotFoundException e) {
            return "sees-the-api";
          }
        }
        """);
    assertThat(load().entries(PluginKind.DECODER))
        .extracting(entry -> entry.factory().name())
        .contains("sees-the-api");
  }

  @Test
  void anUnknownNameListsTheKnownOnesAndTheNearest() {
    assertThatThrownBy(() -> create("type = exampel"))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessage(
            """
            unknown backbone exampel
              where:    backbone.type, exp.conf: line 1
              expected: one of example
              to do:    did you mean example? Otherwise put the jar that has it into plugins/ \
            beside the launcher, or name its folder with --plugins""");
  }

  @Test
  void aSectionWithoutTypeIsNamed() {
    assertThatThrownBy(() -> create("hidden = 3"))
        .hasMessage(
            """
            backbone.type must name a backbone
              where:    exp.conf: line 1
              found:    no type
              to do:    teacher plugins lists the names""");
  }

  @Test
  void settingsAreCheckedWithTheSectionsName() {
    assertThatThrownBy(() -> create("type = example, hiden = 3"))
        .hasMessageStartingWith("unknown key backbone.hiden\n  where:    exp.conf: line 1");
  }

  @Test
  void whatAPluginThrowsIsWrappedWithItsName() throws IOException {
    String source =
        JarMaker.decoder("First", "\"first\"", "")
            .replace("return (logProbs", "int i = \"\".charAt(1); return (logProbs");
    Path jar = JarMaker.jar(plugins.resolve("a.jar"), "First", source, "First");
    Registry registry = load();
    assertThatThrownBy(
            () ->
                registry.create(
                    PluginKind.DECODER, config("type = first"), "decoder", notice -> {}))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.INTERNAL))
        .hasMessageStartingWith("decoder first failed\n  where:    First of " + jar)
        .hasMessageContaining("create threw java.lang.StringIndexOutOfBoundsException")
        .hasMessageEndingWith("tell the plugin's author")
        .hasCauseInstanceOf(StringIndexOutOfBoundsException.class);
  }

  @Test
  void whatThrowsInUseIsWrappedAsWell() throws IOException {
    String source =
        JarMaker.decoder("First", "\"first\"", "")
            .replace("-> List.of()", "-> { frames /= 0; return List.of(); }");
    Path jar = JarMaker.jar(plugins.resolve("a.jar"), "First", source, "First");
    Decoder decoder =
        load().create(PluginKind.DECODER, config("type = first"), "decoder", notice -> {});
    assertThatThrownBy(() -> decoder.decode(new float[2], 1, 2))
        .hasMessageStartingWith("decoder first failed\n  where:    First of " + jar)
        .hasMessageContaining("found:    decode threw java.lang.ArithmeticException: / by zero\n");
  }

  @Test
  void whatADefaultMethodHandsOutIsWrappedAsWell() throws IOException {
    String source =
        JarMaker.decoder("First", "\"first\"", "")
            .replace("Decoder", "Augmentation")
            .replace("(logProbs, frames, classes) -> List.of()", "(marks, random) -> null");
    Path jar = plugins.resolve("a.jar");
    JarMaker.jar(
        jar, Map.of("First", source), Map.of(AugmentationFactory.class.getName(), "First"));
    SampleAugmentation ready =
        load()
            .createDefault(PluginKind.AUGMENTATION, "first", notice -> {})
            .prepare(List.of(), sample -> null);
    assertThatThrownBy(() -> ready.apply(null, null, null))
        .hasMessageStartingWith("augmentation first failed\n  where:    First of " + jar)
        .hasMessageContaining("found:    apply gave null");
  }

  @Test
  void aNetworkThatGivesSomethingElseIsNamedWithItsJar() throws IOException {
    String source =
        JarMaker.decoder("First", "\"first\"", "")
            .replace("Decoder", "Backbone")
            .replace("(logProbs, frames, classes) -> List.of()", "(features, classes) -> features");
    Path jar = plugins.resolve("a.jar");
    JarMaker.jar(jar, Map.of("First", source), Map.of(BackboneFactory.class.getName(), "First"));
    String parts = "features.type = example, backbone.type = first, decoder.type = example";
    Experiment experiment = new Experiment(config(parts), load(), notice -> {});
    assertThatThrownBy(() -> Recognizer.graph(experiment, Optional.empty(), 7))
        .hasMessageStartingWith("the backbone gave 5 logits for 7 classes\n")
        .hasMessageContaining("where:    backbone first, First of " + jar);
  }

  @Test
  void whatAPluginTakesFromTheProgramStaysAsItIs() throws IOException {
    String source =
        JarMaker.decoder("First", "\"first\"", "")
            .replace(
                "return (logProbs, frames, classes) -> List.of();",
                "return context.registry().createDefault(PluginKind.DECODER, \"example\", n -> {});");
    JarMaker.jar(plugins.resolve("a.jar"), "First", source, "First");
    Registry registry = load();
    assertThat(registry.createDefault(PluginKind.DECODER, "first", notice -> {}))
        .hasSameClassAs(registry.createDefault(PluginKind.DECODER, "example", notice -> {}));
  }

  private static void create(String text) {
    Registry.ofClassPath().create(PluginKind.BACKBONE, config(text), "backbone", notice -> {});
  }
}
