package dev.teacher.features.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutKeyTest {
  private static final Key<Layout> KEY = LayoutKey.of("layout");

  @ParameterizedTest
  @ValueSource(strings = {"layout = mediapipe-258", "layout = \"258\"", "layout = 258"})
  void aPresetIsChosenByItsName(String text) {
    assertThat(read(text)).isEqualTo(Presets.named("mediapipe-258", "here"));
  }

  @Test
  void onesOwnIsAListOfSegments() {
    Layout layout =
        read(
            """
            layout {
              name = lips-and-hands
              segments = [
                { name = lips, width = 80 }
                { name = hands.left, width = 63 }
                { name = hands.right, width = 63 }
              ]
            }
            """);
    assertThat(layout.spec())
        .isEqualTo("lips-and-hands: lips=80, hands.left=63, hands.right=63")
        .isEqualTo(Layout.parse(layout.spec()).spec());
    assertThat(layout.offset("hands")).isEqualTo(80);
  }

  @Test
  void aNameMayBeLeftOut() {
    assertThat(read("layout.segments = [ { name = a, width = 1 } ]").spec()).isEqualTo("own: a=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "layout = mediapipe-6517           | 1 | unknown layout mediapipe-6517 | mediapipe-6516",
        "layout = [ 1662 ]                 | 1 | bad value of features.layout | name of a layout",
        "layout = true                     | 1 | bad value of features.layout | name of a layout",
        "layout { segment = [] }           | 1 | unknown key layout.segment | did you mean segments",
        "layout { name = mine }            | 1 | layout.segments is missing | list of segments",
        "layout { segments = [] }          | 1 | 1 to 1000000 columns | 0 columns",
        "layout { segments = pose }        | 1 | bad value of layout.segments | list of segments",
        "layout { name = \"a:b\" }         | 1 | bad value of layout.name | of letters",
        "layout.segments=[\\n{name = a}]   | 2 | layout.segments[0].width is missing | whole number",
        "layout.segments=[\\n{width = 1}]  | 2 | layout.segments[0].name is missing | text",
        "layout.segments=[{name=a,width=1},\\n{name=b,width=0}] | 2 | segments[1].width | from 1 to",
        "layout.segments=[{name=a,width=1},\\n{name=b,width=1.5}] | 2 | segments[1].width | whole",
        "layout.segments=[\\n{name=A,width=1}] | 2 | segments[0].name | lower-case letters",
        "layout.segments=[\\n{name=a,width=1,with=2}] | 2 | unknown key layout.segments[0].with | width",
        "layout.segments=[{name=a,width=1},\\n{name=a,width=2}] | 2 | segment a twice | a-again",
        "layout.segments=[{name=a,width=999999},\\n{name=b,width=2}] | 1 | 1 to 1000000 | 1000001",
      })
  void whatIsWrongIsSaidWithItsLine(String text, int line, String what, String more) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessageContaining("my.conf: line " + line)
        .hasMessageContaining(what)
        .hasMessageContaining(more);
  }

  @Test
  void withoutOneTheKeyIsMissing() {
    assertThatThrownBy(() -> read("other = 1")).hasMessageContaining("unknown key features.other");
    assertThatThrownBy(() -> read(""))
        .hasMessageContaining("features.layout is missing")
        .hasMessageContaining("name of a layout, or { name, segments");
  }

  private static Layout read(String text) {
    Config config = ConfigFile.parse(text, "my.conf", List.of());
    return Settings.of(config, "features", List.of(KEY)).get(KEY);
  }
}
