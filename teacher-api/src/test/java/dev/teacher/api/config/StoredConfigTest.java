package dev.teacher.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredConfigTest {
  private static final String CANARY = "canary-a51c";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include url(\"URL\")",
        "include required(url(\"URL\"))",
        "include \"URL\"",
        "include file(\"FILE\")",
        "include required(file(\"FILE\"))",
        "include \"FILE\"",
        "include classpath(\"reference.conf\")",
        "include required(classpath(\"reference.conf\"))",
        "include \"reference\"",
        "a { b { include url(\"URL\") } }",
        "a = [{ include file(\"FILE\") }]",
        "{ include \"FILE\" }",
        "{ \"a\": 1, include file(\"FILE\") }",
        "a = ${HOME}",
        "a = ${?HOME}",
        "a = ${PATH}${HOME}",
        "a = ${java.home}",
        "a = ${user.home}x",
        "a = x, a = ${a}",
        "a = ${b}, b = ${a}",
        "a = [1], a += 2",
        "a += 2",
        "a { b = [${HOME}] }",
        "a = {} ${HOME}",
        "${HOME} = 1",
        "a = \"x\"${HOME}\"y\"",
        "a = ${",
        "a = \"no end",
        "a = \"\"\"no end",
        "a = \"line\nend\"",
        "a = }",
        "[1, 2]",
        "a = b = c",
        "a = \u001b[2J]",
      })
  void onlyPlainValuesAreTaken(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("canary.conf"), CANARY + " ]");
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/x.conf";
      refused(text.replace("URL", url).replace("FILE", file.toString()));
      server.setSoTimeout(1);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{a:", "[", "a{", "a=[", "a.", "\"a\".", "{\"a\":", "\"\"\"{\"\"\"\n{a:"})
  void nestingIsRefusedBeforeItIsParsed(String level) {
    refused(level.repeat(10_000));
    refused("a = 1\n" + level.repeat(10_000));
    refused("# {\n// {\n\"\\\"\" = 1, " + level.repeat(1_000_000 / level.length()));
  }

  @Test
  void aTextHasALargestSize() throws IOException {
    refused("#".repeat((1 << 20) + 1));
    Path file = Files.writeString(folder.resolve("config.conf"), "#".repeat((1 << 20) + 1));
    assertThatThrownBy(() -> StoredConfig.load(file, List.of()))
        .hasMessageContaining("longer than 1048576 bytes");
  }

  @Test
  void whatHoconReservesMayStandInStringsAndComments() {
    String text =
        "a = \"include ${HOME} += [[[[[[[[[[[[[[[[[[[[[[[[\" # {{{{{{{{{{{{{{{{{{{{{{{{ ${x}\n"
            + "b = \"\"\"[[[[[[[[[[[[[[[[[[[[[[[[[\"\"\"\"\n// [[[[[[[[[[[[[[[[[[[[[[[[[[[[\n"
            + "\"include\" = 1.5, \"x.y\" = /a/b";
    assertThat(StoredConfig.parse(text, "run", List.of()).root().unwrapped())
        .containsEntry("include", 1.5)
        .containsEntry("x.y", "/a/b")
        .containsEntry("b", "[".repeat(25) + "\"");
  }

  @Test
  void whatWasRenderedIsRead() {
    var config = ConfigFile.parse("a { b = [{ c = \"${x}\" }] } # why", "mine", List.of());
    assertThat(StoredConfig.parse(ConfigFile.render(config), "run", List.of())).isEqualTo(config);
  }

  @Test
  void overridesAreTheUsersAndMayRefer() {
    assertThat(StoredConfig.parse("a = 1", "run", List.of("b=${a}")).root().unwrapped())
        .isEqualTo(Map.of("a", 1, "b", 1));
  }

  private void refused(String text) {
    assertThatThrownBy(() -> StoredConfig.parse(text, "model.onnx", List.of()))
        .isInstanceOfSatisfying(
            TeacherException.class,
            e -> {
              assertThat(e.category()).isEqualTo(Category.DATA);
              assertThat(e.getMessage())
                  .contains("model.onnx")
                  .doesNotContain(CANARY, System.getenv("HOME"), "\u001b")
                  .hasSizeLessThan(2000);
            });
  }
}
