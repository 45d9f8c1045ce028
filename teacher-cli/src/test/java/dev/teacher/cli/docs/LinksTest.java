package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LinksTest {
  @TestFactory
  List<DynamicTest> linksWithinTheProjectLeadSomewhere() {
    return Page.all().stream()
        .map(page -> DynamicTest.dynamicTest(page.path().toString(), () -> follow(page)))
        .toList();
  }

  @Test
  void everyPageCanBeReachedFromTheReadme() {
    List<String> links = Page.of("README.md").links();
    assertThat(Page.all())
        .extracting(page -> page.path().toString())
        .filteredOn(path -> path.startsWith("docs"))
        .allSatisfy(path -> assertThat(links).as("links of README.md").contains(path));
  }

  @Test
  void theReadmeStaysShort() {
    assertThat(Page.of("README.md").text().lines().count()).isLessThan(155);
  }

  private static void follow(Page page) {
    for (String link : page.links()) {
      if (link.startsWith("http")) {
        continue;
      }
      String[] parts = link.split("#", 2);
      Path here = Page.ROOT.resolve(page.path());
      Path target = parts[0].isEmpty() ? here : here.resolveSibling(parts[0]).normalize();
      assertThat(Files.exists(target)).as("%s links to %s", page.path(), link).isTrue();
      if (parts.length == 2) {
        assertThat(Page.of(Page.ROOT.relativize(target).toString()).anchors())
            .as("%s links to %s", page.path(), link)
            .contains(parts[1]);
      }
    }
  }
}
