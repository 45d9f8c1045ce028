package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Verdict;
import dev.teacher.train.doctor.checkup.Checkup;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DoctorPageTest {
  private final Page page = Page.of("docs/doctor.md");

  @Test
  void everyFindingHasItsSectionInTheOrderOfCauses() {
    List<String> kinds = Arrays.stream(FindingKind.values()).map(FindingKind::id).toList();
    assertThat(found("(?m)^### ([a-z-]+)$")).isEqualTo(kinds);
    List<String> table =
        page.links().stream()
            .filter(link -> link.startsWith("#"))
            .map(link -> link.substring(1))
            .filter(kinds::contains)
            .distinct()
            .toList();
    assertThat(table).as("links to findings").containsExactlyInAnyOrderElementsOf(kinds);
    for (FindingKind kind : FindingKind.values()) {
      String section =
          page.text()
              .replaceFirst("(?s).*\n### " + kind.id() + "\n", "")
              .replaceFirst("(?s)\n###? .*", "");
      String title =
          kind.text().substring(0, 1).toUpperCase(Locale.ROOT) + kind.text().substring(1) + ".";
      assertThat(section)
          .as(kind.id())
          .containsSubsequence(
              "\n" + title, "\n- Seen, for example: ", "\n- Cause: ", "\n- To do: ");
    }
  }

  @Test
  void theTableOfChecksIsTheListOfTheProgram() {
    assertThat(found("(?m)^\\| `([a-z]+)` \\| [^|]*\\? \\|$"))
        .isEqualTo(Checkup.checks().stream().map(Check::id).toList());
  }

  @Test
  void everyVerdictIsThere() {
    for (Verdict verdict : Verdict.values()) {
      assertThat(page.text()).contains("| " + verdict.text() + " |");
    }
  }

  private List<String> found(String pattern) {
    return Pattern.compile(pattern)
        .matcher(page.text())
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
