package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.config.Key;
import dev.teacher.api.plugin.PluginFactory;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.doctor.Thresholds;
import dev.teacher.train.loop.TrainSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Keeps the tables of keys as the program declares them. */
class KeysPageTest {
  private static final Path PAGE = Page.ROOT.resolve("docs").resolve("configuration.md");
  private static final String BEGIN = "<!-- keys: begin.";
  private static final String END = "<!-- keys: end -->";

  @Test
  void theTablesAreThoseOfTheProgram() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("-->", page.indexOf(BEGIN)) + "-->".length();
    int to = page.indexOf(END);
    assertThat(page.indexOf(BEGIN)).as(BEGIN).isNotNegative().isLessThan(to);
    String updated = page.substring(0, from) + "\n\n" + tables() + page.substring(to);
    if (Boolean.getBoolean("teacher.update-docs")) {
      Files.writeString(PAGE, updated);
    } else {
      assertThat(page)
          .as(
              "docs/configuration.md differs from the keys that the program declares. Write it anew"
                  + " with\n  mvn test -pl teacher-cli -am -Dtest=KeysPageTest"
                  + " -Dsurefire.failIfNoSpecifiedTests=false -Dteacher.update-docs=true")
          .isEqualTo(updated);
    }
  }

  private static String tables() {
    StringBuilder text = new StringBuilder("## Keys of train\n\nThe section `train`.\n");
    table(text, TrainSettings.keys());
    text.append("## Keys of doctor\n\n");
    text.append("The section `doctor`: what [`teacher diagnose`](doctor.md) calls sick.\n");
    table(text, Thresholds.keys());
    text.append("## Keys of the plugins\n\n");
    Registry registry = Registry.ofClassPath();
    for (PluginKind<?> kind : PluginKind.ALL) {
      for (Registry.Entry entry : registry.entries(kind)) {
        if (isShipped(entry.factory())) {
          PluginFactory<?> factory = entry.factory();
          text.append("### ").append(kind.label()).append(": ").append(factory.name());
          text.append("\n\n").append(sentence(factory.description())).append('\n');
          table(text, factory.keys());
        }
      }
    }
    return text.toString();
  }

  private static void table(StringBuilder text, List<Key<?>> keys) {
    text.append('\n');
    if (keys.isEmpty()) {
      text.append("It has no keys.\n\n");
      return;
    }
    text.append("| key | type | default | meaning |\n|---|---|---|---|\n");
    for (Key<?> key : keys) {
      String fallback = key.fallbackText();
      text.append("| `").append(key.path()).append("` | ").append(cell(key.type()));
      text.append(" | ").append(fallback.startsWith("(") ? fallback : "`" + cell(fallback) + "`");
      text.append(" | ").append(cell(sentence(key.meaning()))).append(" |\n");
    }
    text.append('\n');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }

  private static String sentence(String text) {
    String capital = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return capital.endsWith(".") ? capital : capital + ".";
  }

  /** Plugins of tests are on the class path too. */
  private static boolean isShipped(PluginFactory<?> factory) {
    Path origin =
        Path.of(factory.getClass().getProtectionDomain().getCodeSource().getLocation().getPath());
    return !origin.endsWith("test-classes") && !origin.toString().endsWith("-tests.jar");
  }
}
