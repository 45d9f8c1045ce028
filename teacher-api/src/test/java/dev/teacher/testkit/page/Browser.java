package dev.teacher.testkit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Opens pages in Chromium without a window, where it is installed. */
public final class Browser {
  private static final Path PROGRAM =
      Path.of(System.getProperty("teacher.chromium", "/usr/bin/chromium"));

  private Browser() {}

  /**
   * What became of a page.
   *
   * @param document as the scripts left it
   * @param log what the browser printed, its console among it
   */
  public record Opened(String document, String log) {
    /** What pages and their errors said. */
    public List<String> console() {
      return log.lines().filter(line -> line.contains("CONSOLE")).toList();
    }
  }

  /** Opens a page of the disk; nothing else can be reached. */
  public static Opened open(Path page, Path folder) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PROGRAM), "no " + PROGRAM + " to open pages with");
    Path document = Files.createTempFile(folder, "document", ".html");
    Path log = Files.createTempFile(folder, "browser", ".log");
    List<String> command = new ArrayList<>();
    command.add(PROGRAM.toString());
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--enable-logging=stderr",
            "--window-size=1200,900",
            "--virtual-time-budget=2000",
            "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
            "--dump-dom",
            page.toUri().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(document.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the browser ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Opened(Files.readString(document), Files.readString(log));
  }
}
