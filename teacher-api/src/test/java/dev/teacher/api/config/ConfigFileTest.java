package dev.teacher.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void overridesWinAndTheLastOfThemMost() throws IOException {
    Path file = write("a.conf", "train { epochs = 1, seed = 2 }");
    Config config = ConfigFile.load(file, List.of("train.epochs=3", "train.epochs = 4", "name=x"));
    assertThat(config.getInt("train.epochs")).isEqualTo(4);
    assertThat(config.getInt("train.seed")).isEqualTo(2);
    assertThat(config.getString("name")).isEqualTo("x");
  }

  @Test
  void theOptionsLoadTheNamedSectionsAgain() throws IOException {
    write("base.conf", "corpus { type = phoenix, root = x }");
    Path file = write("a.conf", "include \"base.conf\"\nnormalizers = [ { type = none } ]");
    List<String> overrides =
        List.of("corpus.root=y", "train.epochs=3", "normalizers=[ { type = clip } ]", "name = z");
    Config config = ConfigFile.load(file, overrides);
    assertThat(ConfigFile.options(config, "corpus", "normalizers", "missing"))
        .containsExactly(
            "--config",
            file.toString(),
            "--set",
            "corpus.root=y",
            "--set",
            "normalizers=[ { type = clip } ]");
    assertThat(ConfigFile.options(ConfigFile.parse("a = 1", "text", List.of()), "a"))
        .containsExactly("--config", "FILE");
  }

  @Test
  void choosingAnotherPluginDropsTheKeysOfTheOneItReplaces() {
    String file =
        "backbone { type = i3d, width = 2 }, corpus { type = phoenix, root = ${?NOT_SET} }";
    List<String> overrides =
        List.of(
            "backbone.hidden=3", "backbone.type=other", "backbone.depth=4", "corpus.type=phoenix");
    Config config = ConfigFile.parse(file, "file", overrides);
    assertThat(config.getConfig("backbone").root().unwrapped())
        .isEqualTo(Map.of("type", "other", "depth", 4));
    assertThat(ConfigFile.parse(file, "file", List.of("backbone={type=i3d,depth=1}")))
        .isEqualTo(
            ConfigFile.parse(
                "backbone { type = i3d, width = 2, depth = 1 }, corpus { type = phoenix }",
                "other",
                List.of()));
  }

  @Test
  void overridesTakePartInSubstitutions() throws IOException {
    Path file = write("a.conf", "width = 1\ndouble = ${width}${width}");
    assertThat(ConfigFile.load(file, List.of("width=7")).getString("double")).isEqualTo("77");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/data//x#1|/data//x#1",
        "C:\\data\\x|C:\\data\\x",
        "a b, c|a b, c",
        "\"quoted # text\"|quoted # text",
        "$x|$x",
        "{split}/{id}.npy|{split}/{id}.npy"
      })
  void anyTextCanBeGivenAsValue(String value, String expected) {
    Config config = ConfigFile.parse("", "empty", List.of("corpus.root=" + value));
    assertThat(config.getString("corpus.root")).isEqualTo(expected);
  }

  @Test
  void listsAndSectionsCanBeGivenAsValue() {
    Config config =
        ConfigFile.parse("", "empty", List.of("normalizers=[{type=none}]", "splits=[a, b]", "t="));
    assertThat(config.getConfigList("normalizers").get(0).getString("type")).isEqualTo("none");
    assertThat(config.getStringList("splits")).containsExactly("a", "b");
    assertThat(config.getString("t")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"epochs", "=3", "a..b=3", "epochs:3"})
  void anOverrideThatIsNoneIsNamed(String override) {
    assertThatThrownBy(() -> ConfigFile.parse("", "empty", List.of(override)))
        .isInstanceOf(TeacherException.class)
        .hasMessageStartingWith("bad override\n  expected: --set key=value")
        .hasMessageContaining("found:    " + override);
  }

  @Test
  void includesAreReadBesideTheFile() throws IOException {
    write("base.conf", "epochs = 5");
    Path file = write("a.conf", "include \"base.conf\"\nname = a");
    assertThat(ConfigFile.load(file, List.of()).getInt("epochs")).isEqualTo(5);
  }

  @Test
  void includesAreFoundBesideAFileThatIsNamedWithoutItsFolder() throws IOException {
    write("base.conf", "epochs = five");
    Path here = Files.createTempFile(Path.of("").toAbsolutePath(), "including", ".conf");
    try {
      Path base = folder.resolve("base.conf").toAbsolutePath();
      Path beside = here.resolveSibling("base-" + here.getFileName());
      Files.copy(base, beside);
      try {
        Files.writeString(here, "include \"" + beside.getFileName() + "\"\nname = a");
        Config config = ConfigFile.load(here.getFileName(), List.of());
        assertThat(config.getString("epochs")).isEqualTo("five");
        assertThat(Origins.of(config.getValue("name"))).isEqualTo(here.getFileName() + ": line 2");
        assertThat(Origins.of(config.getValue("epochs"))).contains("base-").endsWith(": line 1");
      } finally {
        Files.delete(beside);
      }
    } finally {
      Files.delete(here);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"include \"nothing.conf\"", "include file(\"/no/nothing.conf\")"})
  void aMissingIncludeIsNotPassedOver(String include) throws IOException {
    Path file = write("a.conf", include + "\nname = a");
    assertThatThrownBy(() -> ConfigFile.load(file, List.of()))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("an included file is missing or empty")
        .hasMessageContaining("nothing.conf");
  }

  @Test
  void aMissingFileTellsWhereOthersAre() {
    Path file = folder.resolve("none.conf");
    assertThatThrownBy(() -> ConfigFile.load(file, List.of()))
        .hasMessage(
            """
            no configuration file
              where:    %s
              to do:    name one with --config; the distribution brings some in configs/"""
                .formatted(file));
  }

  @Test
  void brokenSyntaxNamesTheLine() throws IOException {
    Path file = write("a.conf", "name = a\ntrain {");
    assertThatThrownBy(() -> ConfigFile.load(file, List.of()))
        .isInstanceOf(TeacherException.class)
        .hasMessageStartingWith("cannot read the configuration\n  where:    " + file)
        .hasMessageContaining("a.conf: 2")
        .hasMessageContaining("correct the line; the format is HOCON");
  }

  @Test
  void anUndefinedSubstitutionTellsHowToDefineIt() throws IOException {
    Path file = write("a.conf", "root = ${NO_SUCH_VARIABLE_HERE}");
    assertThatThrownBy(() -> ConfigFile.load(file, List.of()))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("NO_SUCH_VARIABLE_HERE")
        .hasMessageContaining("an environment variable that may be absent is written ${?NAME}");
  }

  @Test
  void whatIsRenderedIsReadAgain() throws IOException {
    Path file = write("a.conf", "a = [1, { b = \"x # y\" }], c.d = 5e-4, e = ${c}");
    Config config = ConfigFile.load(file, List.of("f=g"));
    assertThat(ConfigFile.parse(ConfigFile.render(config), "run", List.of())).isEqualTo(config);
  }

  @Test
  void originsNameFileAndLine() throws IOException {
    Path file = write("a.conf", "\n\nname = a");
    assertThat(Origins.of(ConfigFile.load(file, List.of()).getValue("name")))
        .isEqualTo(file + ": line 3");
  }
}
