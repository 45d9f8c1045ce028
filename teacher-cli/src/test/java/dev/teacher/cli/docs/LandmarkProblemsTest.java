package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.Registry;
import dev.teacher.cli.SharedFiles;
import dev.teacher.features.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The refusals that the page on formats shows are those that files get. */
class LandmarkProblemsTest {
  private static final Registry PLUGINS = Registry.ofClassPath();

  @TempDir Path folder;

  private final Page page = Page.of("docs/formats.md");

  @Test
  void ofANumberThatIsNone() throws IOException {
    float[] values = new float[20 * Part.COLUMNS];
    values[17 * Part.COLUMNS + 1544] = Float.NaN;
    requireShown("nan", recording(values, Part.COLUMNS), Part.LAYOUT);
  }

  @Test
  void ofAMissingFrame() throws IOException {
    Path clip = Files.createDirectories(folder.resolve("clips/hello/0"));
    for (int frame = 0; frame < 30; frame++) {
      if (frame != 3) {
        NpyWriter.write(clip.resolve(frame + ".npy"), new float[Part.COLUMNS], Part.COLUMNS);
      }
    }
    requireShown("gap", clip, Part.LAYOUT);
  }

  @Test
  void ofFeaturesOfAnotherWidth() throws IOException {
    Path file = recording(new float[120 * 6516], 6516);
    requireShown("width", file, Layout.parse("own: all=1629"));
  }

  @Test
  void ofMissingPoints() throws IOException {
    Path file = folder.resolve("essen.pose");
    Files.copy(SharedFiles.of("pose/essen.pose"), file);
    requireShown("parts", file, Part.LAYOUT);
  }

  private Path recording(float[] values, int columns) throws IOException {
    Path file = folder.resolve("features/train/morning-001.npy");
    Files.createDirectories(file.getParent());
    NpyWriter.write(file, values, columns);
    return file;
  }

  private void requireShown(String name, Path path, Layout layout) {
    FrameFiles files = new FrameFiles(new PluginContext(PLUGINS, notice -> {}, layout));
    TeacherException problem =
        catchThrowableOfType(TeacherException.class, () -> files.open(path).read());
    assertThat(problem).isNotNull();
    String message = problem.getMessage().replace(folder + "/", "");
    String shown = "<!-- problem: " + name + " -->\n```text\n" + message + "\n```\n";
    assertThat(page.text()).as("%s", shown).contains(shown);
  }
}
