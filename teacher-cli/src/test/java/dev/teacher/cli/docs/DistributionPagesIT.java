package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the distribution, read where someone unpacked it. */
class DistributionPagesIT {
  private static final Path DISTRIBUTION =
      Path.of(System.getProperty("teacher.dist")).toAbsolutePath();

  static Iterable<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void itsLinksLeadSomewhereToo(Page page) {
    Path here = DISTRIBUTION.resolve(page.path().toString());
    assertThat(here).hasSameTextualContentAs(Page.ROOT.resolve(page.path()));
    assertThat(page.links())
        .filteredOn(link -> !link.startsWith("http") && !link.startsWith("#"))
        .allSatisfy(
            link -> {
              Path target = here.resolveSibling(link.replaceFirst("#.*", "")).normalize();
              assertThat(target).startsWith(DISTRIBUTION);
              assertThat(Files.exists(target)).as("%s links to %s", page.path(), link).isTrue();
            });
  }
}
