package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.Registry;
import dev.teacher.features.npy.NpyWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConvertCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void landmarksSurviveTheWayToPoseAndBack() throws IOException {
    Path original = recording("a.npy", 3);
    Path pose = folder.resolve("a.pose");
    assertThat(convert(original, "--to", "pose", "--out", pose, "--picture", "1280x720")).isZero();
    Path back = folder.resolve("back/b.npy");
    assertThat(convert(pose, "--to", "npy", "--out", back)).isZero();
    float[] expected = read(original).values();
    float[] found = read(back).values();
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(Math.abs(found[i] - expected[i])).isLessThanOrEqualTo(2e-7f);
    }
  }

  @Test
  void theVisibilityIsWrittenOnDemand() throws IOException {
    Path original = recording("a.npy", 2);
    Path wide = folder.resolve("wide.npy");
    assertThat(convert(original, "--to", "npy", "--columns", 1662, "--out", wide)).isZero();
    assertThat(Files.size(wide)).isGreaterThan(2 * 1662 * 4);
    assertThat(read(wide).values()).isEqualTo(read(original).values());
  }

  @Test
  void aFolderKeepsItsShapeAndSaysWhatItLeavesOut() throws IOException {
    Path corpus = Files.createDirectories(folder.resolve("corpus/hello/0"));
    for (int frame = 0; frame < 3; frame++) {
      float[] row = new float[Part.COLUMNS];
      NpyWriter.write(corpus.resolve("f.tmp"), row, Part.COLUMNS);
      byte[] bytes = Files.readAllBytes(corpus.resolve("f.tmp"));
      Files.delete(corpus.resolve("f.tmp"));
      Files.write(corpus.resolve(frame + ".npy"), vector(bytes));
    }
    recording("corpus/thanks.npy", 2);
    Files.writeString(folder.resolve("corpus/notes.txt"), "?");
    Path target = folder.resolve("out");
    assertThat(convert(folder.resolve("corpus"), "--to", "pose", "--out", target, "--json"))
        .isZero();
    assertThat(target.resolve("hello/0.pose")).exists();
    assertThat(target.resolve("thanks.pose")).exists();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("frames").asInt()).isEqualTo(5);
    assertThat(json.get("files")).hasSize(2);
    assertThat(err.toString()).contains("1 files that are no landmarks", "notes.txt");
  }

  @Test
  void nothingIsOverwrittenUnlessForced() throws IOException {
    Path original = recording("a.npy", 2);
    Path there = Files.writeString(folder.resolve("there.npy"), "precious");
    assertThat(convert(original, "--to", "npy", "--out", there)).isEqualTo(2);
    assertThat(err.toString()).contains("files exist already", "there.npy", "--force");
    assertThat(there).hasContent("precious");
    assertThat(convert(original, "--to", "npy", "--out", there, "--force")).isZero();
    assertThat(read(there).frames()).isEqualTo(2);
  }

  @Test
  void wrongUsageIsExplained() throws IOException {
    Path one = recording("a.npy", 2);
    Path two = recording("sub/a.npy", 2);
    assertThat(convert(one, two, "--to", "npy", "--out", folder.resolve("b.npy"))).isEqualTo(2);
    assertThat(err.toString()).contains("several recordings", "2 recordings");
    assertThat(convert(one, two, "--to", "npy", "--out", folder.resolve("x"))).isEqualTo(2);
    assertThat(err.toString()).contains("same file", one + " and " + two);
    assertThat(convert(one, "--to", "npy", "--out", "x", "--columns", 7)).isEqualTo(2);
    assertThat(convert(one, "--to", "pose", "--out", "x", "--picture", "0x7")).isEqualTo(2);
    assertThat(err.toString()).contains("1629 or 1662", "such as 1280x720");
  }

  @Test
  void dataProblemsLeaveNothingBehind() throws IOException {
    Path broken = Files.writeString(folder.resolve("a.pose"), "no pose");
    Path target = folder.resolve("out");
    assertThat(convert(broken, "--to", "npy", "--out", target)).isEqualTo(3);
    assertThat(convert(folder.resolve("absent"), "--to", "npy", "--out", target)).isEqualTo(3);
    assertThat(err.toString()).contains("a.pose", "no such file", "absent");
    if (Files.exists(target)) {
      try (Stream<Path> left = Files.list(target)) {
        assertThat(left).isEmpty();
      }
    }
  }

  private int convert(Object... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(
        Stream.concat(Stream.of("convert"), Stream.of(arguments).map(Object::toString))
            .toArray(String[]::new));
  }

  private Path recording(String name, int frames) throws IOException {
    float[] values = new float[frames * Part.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37 % 1013) / 1013f;
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    NpyWriter.write(file, values, Part.COLUMNS);
    return file;
  }

  /** The same file with the shape (1629,) for (1, 1629). */
  private static byte[] vector(byte[] matrix) {
    String text = new String(matrix, StandardCharsets.ISO_8859_1);
    return text.replace("(1, 1629), }", "(1629,), }  ").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Landmarks read(Path file) {
    return new FrameFiles(new PluginContext(Registry.ofClassPath(), notice -> {}))
        .openLandmarks(file)
        .read();
  }
}
