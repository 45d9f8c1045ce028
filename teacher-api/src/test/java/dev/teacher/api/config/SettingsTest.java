package dev.teacher.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Key<Integer> HIDDEN = Key.integer("hidden", 512).range(1, 4096);
  private static final Key<Long> SEED = Key.longInteger("seed", 1L);
  private static final Key<Double> DROPOUT = Key.number("dropout", 0.3).range(0, 0.9);
  private static final Key<Boolean> LOUD = Key.flag("loud", false);
  private static final Key<String> ROOT = Key.text("root", null);
  private static final Key<Optional<String>> NOTE = Key.optionalText("note");
  private static final Key<List<String>> DROP = Key.texts("drop", List.of("a"));
  private static final Key<List<Integer>> SIZES = Key.integers("sizes", List.of(3, 5));
  private static final Key<Colour> COLOUR = Key.choice("colour", Colour.class, Colour.DARK_RED);
  private static final Key<Integer> FRAMES = Key.integer("batch.max-frames", 4096);
  private static final Key<Integer> SAMPLES = Key.integer("batch.max-samples", 16);
  private static final List<Key<?>> KEYS =
      List.of(HIDDEN, SEED, DROPOUT, LOUD, ROOT, NOTE, DROP, SIZES, COLOUR, FRAMES, SAMPLES);

  private enum Colour {
    DARK_RED,
    BLUE
  }

  private static Settings settings(String text) {
    Config config = ConfigFile.parse("root = r\n" + text, "exp.conf", List.of());
    return Settings.of(config, "train", KEYS);
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> settings(text))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessage(message);
  }

  @Test
  void everyKeyHasItsDefault() {
    Settings settings = settings("");
    assertThat(settings.get(HIDDEN)).isEqualTo(512);
    assertThat(settings.get(SEED)).isEqualTo(1);
    assertThat(settings.get(DROPOUT)).isEqualTo(0.3);
    assertThat(settings.get(LOUD)).isFalse();
    assertThat(settings.get(NOTE)).isEmpty();
    assertThat(settings.get(DROP)).containsExactly("a");
    assertThat(settings.get(SIZES)).containsExactly(3, 5);
    assertThat(settings.get(COLOUR)).isEqualTo(Colour.DARK_RED);
    assertThat(settings.get(FRAMES)).isEqualTo(4096);
    assertThat(settings.has(HIDDEN)).isFalse();
    assertThat(settings.origin(HIDDEN)).isEqualTo("section train (default)");
  }

  @Test
  void theSameSettingsHaveOneFormHoweverTheyAreWritten() {
    String form = settings("").canonical();
    assertThat(form)
        .startsWith("{ batch.max-frames = 4096, batch.max-samples = 16, colour = DARK_RED")
        .contains("drop = [a]", "dropout = 0.3", "note = none", "root = \"r\"", "seed = 1")
        .endsWith(" }");
    assertThat(settings("dropout = 0.30, batch { max-frames = 4096 }").canonical()).isEqualTo(form);
    assertThat(settings("note = none").canonical()).isNotEqualTo(form);
    assertThat(settings("seed = 2").canonical()).isNotEqualTo(form);
  }

  @Test
  void everyKeyCanBeSet() {
    Settings settings =
        settings(
            """
            type = any, hidden = 1e2, seed = -9007199254740993, dropout = 0, loud = yes
            note = n, drop = [], sizes = [1], colour = blue, batch { max-frames = "7" }
            """);
    assertThat(settings.get(HIDDEN)).isEqualTo(100);
    assertThat(settings.get(SEED)).isEqualTo(-9007199254740993L);
    assertThat(settings.get(DROPOUT)).isZero();
    assertThat(settings.get(LOUD)).isTrue();
    assertThat(settings.get(ROOT)).isEqualTo("r");
    assertThat(settings.get(NOTE)).contains("n");
    assertThat(settings.get(DROP)).isEmpty();
    assertThat(settings.get(SIZES)).containsExactly(1);
    assertThat(settings.get(COLOUR)).isEqualTo(Colour.BLUE);
    assertThat(settings.get(FRAMES)).as("as environment variables come").isEqualTo(7);
    assertThat(settings.origin(FRAMES)).isEqualTo("exp.conf: line 3");
  }

  @Test
  void anUnknownKeyNamesTheNearest() {
    refused(
        "hiden = 3",
        """
        unknown key train.hiden
          where:    exp.conf: line 2
          expected: one of hidden, seed, dropout, loud, root, note, drop, sizes, colour, \
        batch.max-frames, batch.max-samples
          to do:    did you mean hidden?""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xyzzyx = null",
        "xyzzyx {}",
        "xyzzyx = []",
        "batch.xyzzyx = 1",
        "batch.\"a.b\"=1"
      })
  void unknownKeysAreFoundWhateverTheirValue(String text) {
    assertThatThrownBy(() -> settings(text))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("unknown key train.");
  }

  @Test
  void aValueWhereASectionBelongsIsNamed() {
    refused(
        "batch = 5",
        """
        train.batch must be a section { ... }
          where:    exp.conf: line 2
          found:    5""");
  }

  @Test
  void aValueOutOfRangeNamesTheRange() {
    refused(
        "\nhidden = 0",
        """
        bad value of train.hidden
          where:    exp.conf: line 3
          expected: whole number from 1 to 4096
          found:    0
          to do:    correct it""");
  }

  @Test
  void nullIsNotTakenForTheDefault() {
    refused(
        "batch.max-frames = null",
        """
        bad value of train.batch.max-frames
          where:    exp.conf: line 2
          expected: whole number
          found:    null
          to do:    remove it to have the default""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hidden = 1.5",
        "hidden = \"1.5\"",
        "hidden = many",
        "hidden = 3000000000",
        "hidden = [1]",
        "hidden { a = 1 }",
        "hidden = true",
        "seed = 1e30",
        "dropout = NaN",
        "dropout = Infinity",
        "dropout = -Infinity",
        "dropout = 1e999",
        "dropout = half",
        "loud = 1",
        "loud = loud",
        "root = [a]",
        "root = null",
        "drop = a",
        "drop = [[a]]",
        "sizes = [1, 2.5]",
        "sizes = [a]",
        "sizes = 3",
        "colour = green",
        "colour = DARK_RED",
        "note { a = b }"
      })
  void wrongTypesAreRefused(String text) {
    String key = text.split("[ ={]", 2)[0];
    assertThatThrownBy(() -> settings(text))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("bad value of train." + key + "\n  where:    exp.conf: line 2");
  }

  @Test
  void aMissingKeyTellsHowToSetIt() {
    assertThatThrownBy(() -> Settings.of(read("type = x"), "corpus", List.of(ROOT)))
        .hasMessage(
            """
            corpus.root is missing
              where:    exp.conf: line 1
              expected: text
              to do:    set it in the configuration or with --set corpus.root=...""");
  }

  @Test
  void aPlaceInAListIsNamedAndNoOverrideIsPromisedThere() {
    Key<Double> min = Key.number("min", null);
    Config second =
        read("normalizers = [{ type = none }\n{ type = clip }]")
            .getConfigList("normalizers")
            .get(1);
    assertThatThrownBy(() -> Settings.of(second, "normalizers[1]", List.of(min)))
        .hasMessage(
            """
            normalizers[1].min is missing
              where:    exp.conf: line 2
              expected: number
              to do:    set it in the configuration""");
  }

  @Test
  void aValueFromTheCommandLineNamesTheOverride() {
    Config config = ConfigFile.parse("root = r", "exp.conf", List.of("hidden=none"));
    assertThatThrownBy(() -> Settings.of(config, "", List.of(ROOT, HIDDEN)))
        .hasMessage(
            """
            bad value of hidden
              where:    --set hidden=none
              expected: whole number from 1 to 4096
              found:    "none"
              to do:    correct it""");
  }

  @Test
  void boundsAddUp() {
    Key<Integer> even = Key.integer("n", 2).range(1, 9).check(n -> n % 2 == 0, "that is even");
    assertThat(even.type()).isEqualTo("whole number from 1 to 9, that is even");
    for (String text : List.of("n = 3", "n = 10")) {
      assertThatThrownBy(() -> Settings.of(read(text), "s", List.of(even)))
          .isInstanceOf(TeacherException.class);
    }
  }

  @Test
  void aDefaultOutOfBoundsIsTheAuthorsMistake() {
    assertThatThrownBy(() -> Key.number("rate", 2.0).range(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the default of rate is no number from 0 to 1: 2.0");
  }

  @Test
  void anUndeclaredKeyIsTheAuthorsMistake() {
    Settings settings = Settings.of(read(""), "s", List.of(HIDDEN));
    assertThatThrownBy(() -> settings.get(SEED)).hasMessage("seed is not declared in section s");
  }

  @Test
  void defaultsAreWrittenAsInAFile() {
    assertThat(Map.of(HIDDEN, "512", ROOT, "(required)", NOTE, "(none)", COLOUR, "dark-red"))
        .allSatisfy((key, text) -> assertThat(key.fallbackText()).isEqualTo(text));
  }

  private static Config read(String text) {
    return ConfigFile.parse(text, "exp.conf", List.of());
  }
}
