package dev.teacher.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, taken apart.
 *
 * @param path against the root of the project
 * @param text all of it
 * @param prose what stands outside of fenced blocks
 * @param blocks the fenced blocks
 */
record Page(Path path, String text, String prose, List<Block> blocks) {
  private static final Pattern TITLE = Pattern.compile("^`([^`]+)`:$");

  /** The folder of the project. */
  static final Path ROOT =
      Path.of(System.getProperty("teacher.root", "..")).toAbsolutePath().normalize();

  /** Every page that people read. */
  static List<Page> all() {
    List<Path> paths =
        new ArrayList<>(
            List.of(
                ROOT.resolve("README.md"),
                ROOT.resolve("CONTRIBUTING.md"),
                ROOT.resolve("examples/plugin/README.md"),
                changes()));
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(paths::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return paths.stream().map(Page::read).toList();
  }

  private static Path changes() {
    return ROOT.resolve("CHANGELOG.md");
  }

  /** One page by its path against the root. */
  static Page of(String path) {
    return read(ROOT.resolve(path));
  }

  /** The blocks of all pages in a language, with just these marks. */
  static List<Block> blocksOf(String language, String... marks) {
    return all().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.is(language, marks))
        .toList();
  }

  private static Page read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path path = ROOT.relativize(file);
    List<Block> blocks = new ArrayList<>();
    StringBuilder prose = new StringBuilder();
    StringBuilder content = null;
    String[] info = {};
    int opened = 0;
    String title = "";
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean fence = line.startsWith("```");
      if (fence && content == null) {
        content = new StringBuilder();
        info = line.substring(3).trim().split(" +");
        opened = i + 1;
      } else if (fence) {
        List<String> words = Arrays.asList(info).subList(1, info.length);
        blocks.add(new Block(path, opened, info[0], words, title, content.toString()));
        content = null;
        title = "";
      } else if (content != null) {
        content.append(line).append('\n');
      } else {
        prose.append(line).append('\n');
        Matcher matcher = TITLE.matcher(line);
        title = matcher.matches() ? matcher.group(1) : line.isBlank() ? title : "";
      }
    }
    if (content != null) {
      throw new IllegalStateException(path + ":" + opened + " opens a block that never ends");
    }
    return new Page(path, text, prose.toString(), blocks);
  }

  /** The names that links to the page's headings have, as GitHub makes them. */
  List<String> anchors() {
    return prose
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ *", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  /** What stands between two single back quotes in the prose. */
  List<String> inlineCode() {
    return Pattern.compile("`([^`\n]+)`").matcher(prose).results().map(m -> m.group(1)).toList();
  }

  /** The targets of links and pictures. */
  List<String> links() {
    return Pattern.compile("\\]\\(([^)\\s]+)\\)")
        .matcher(prose)
        .results()
        .map(m -> m.group(1))
        .toList();
  }
}
