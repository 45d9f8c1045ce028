package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.Registry;
import dev.teacher.features.npy.NpyWriter;
import dev.teacher.testkit.LandmarkReaderContract;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;

class ConvertCommandTest {
  /** Of a multiplication and a division in float32. */
  private static final float TOLERANCE = 1.2e-7f;

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

  @ParameterizedTest
  @FieldSource("dev.teacher.cli.LandmarkFiles#FORMATS")
  void everyFormatBecomesNpyAndPose(String format) throws IOException {
    Landmarks original = new Landmarks(4, values(4), format.startsWith("pose") ? 25 : 0);
    Path from = LandmarkFiles.write(format, folder.resolve("from"), original);
    Path npy = folder.resolve("a.npy");
    assertThat(convert(from, "--to", "npy", "--out", npy)).isZero();
    Path pose = folder.resolve("a.pose");
    assertThat(convert(from, "--to", "pose", "--picture", "1920x1080", "--out", pose)).isZero();

    boolean isPose = format.startsWith("pose");
    assertSame(read(npy), original, isPose ? TOLERANCE : 0);
    assertSame(read(pose), original, 2 * TOLERANCE);
    assertThat(read(pose).frameRate()).isEqualTo(original.frameRate());
  }

  @Test
  void fromNpyToNpyEveryBitStays() throws IOException {
    float[] values = values(2);
    values[0] = -0.0f;
    values[1] = Float.MIN_VALUE;
    values[2] = -Float.MAX_VALUE;
    values[3] = Math.nextUp(1f);
    Path original = LandmarkFiles.write("npy-1629", folder, new Landmarks(2, values, 0));
    Path copy = folder.resolve("copy.npy");
    assertThat(convert(original, "--to", "npy", "--out", copy)).isZero();
    assertThat(copy).hasSameBinaryContentAs(original);
    Path wide = folder.resolve("wide.npy");
    assertThat(convert(copy, "--to", "npy", "--columns", 1662, "--out", wide)).isZero();
    assertThat(convert(wide, "--to", "npy", "--out", copy, "--force")).isZero();
    assertThat(copy).hasSameBinaryContentAs(original);
  }

  @Test
  void aMissingPartIsMissingOnTheOtherSide() throws IOException {
    float[] values = values(3);
    int from = Part.COLUMNS + Part.LEFT_HAND.column(0, 0);
    Arrays.fill(values, from, from + 3 * Part.LEFT_HAND.count(), 0);
    Landmarks original = new Landmarks(3, values, 0);
    Path npy = LandmarkFiles.write("npy-1629", folder, original);
    Path pose = folder.resolve("a.pose");
    assertThat(convert(npy, "--to", "pose", "--out", pose, "--frame-rate", 29.97)).isZero();
    Landmarks read = read(pose);
    assertThat(read.frameRate().orElseThrow()).isCloseTo(29.97, within(1e-5));
    for (int frame = 0; frame < 3; frame++) {
      for (Part part : Part.values()) {
        assertThat(read.isPresent(frame, part)).isEqualTo(original.isPresent(frame, part));
      }
    }
    assertThat(read.isPresent(1, Part.LEFT_HAND)).isFalse();
  }

  @Test
  void aRecordingThatTellsItsFrameRateKeepsIt() throws IOException {
    Path from = LandmarkFiles.write("pose-0.2", folder, new Landmarks(2, values(2), 50));
    Path to = folder.resolve("b.pose");
    assertThat(convert(from, "--to", "pose", "--frame-rate", 10, "--out", to)).isZero();
    assertThat(read(to).frameRate()).hasValue(50);
    assertThat(convert(from, "--to", "pose", "--frame-rate", -1, "--out", to)).isEqualTo(2);
    assertThat(err.toString()).contains("--frame-rate is wrong", "-1.0");
  }

  @Test
  void namesOfRecordingsStay() throws IOException {
    Landmarks landmarks = new Landmarks(2, values(2), 0);
    Path corpus = folder.resolve("my corpus");
    Path clip = LandmarkFiles.write("mp-data", corpus.resolve("Grüße 你好"), landmarks);
    Files.move(clip, clip.resolveSibling("take 1.5"));
    Path file = LandmarkFiles.write("npy-1629", corpus, landmarks);
    Files.move(file, file.resolveSibling("a.b c.npy"));
    Path out = folder.resolve("out put");
    assertThat(convert(corpus, "--to", "pose", "--out", out)).isZero();
    assertThat(out.resolve("Grüße 你好/take 1.5.pose")).exists();
    assertThat(out.resolve("a.b c.pose")).exists();
  }

  @Test
  void aLinkThatLeadsBackIsNamed() throws IOException {
    Path corpus = folder.resolve("corpus");
    LandmarkFiles.write("npy-1629", corpus.resolve("a"), new Landmarks(2, values(2), 0));
    LandmarkReaderContract.link(corpus.resolve("a/back"), corpus);
    assertThat(convert(corpus, "--to", "pose", "--out", folder.resolve("out"))).isEqualTo(3);
    assertThat(err.toString()).contains("leads back", corpus.resolve("a/back").toString());
  }

  @Test
  void realRecordingsAreConverted() throws IOException {
    Path npy = SharedFiles.of("real-signs/features/dev");
    Path clips = SharedFiles.of("mp-data/hello");
    Path pose = SharedFiles.of("pose/openpose-example.pose");
    Path out = folder.resolve("out");
    assertThat(convert(npy, clips, pose, "--to", "pose", "--out", out)).isZero();
    assertSame(read(out.resolve("0.pose")), read(clips.resolve("0")), TOLERANCE);
    assertSame(read(out.resolve("openpose-example.pose")), read(pose), 2 * TOLERANCE);
    assertThat(convert(pose, "--to", "npy", "--out", out)).isZero();
    assertSame(read(out.resolve("openpose-example.npy")), read(pose), 0);
  }

  /** Numbers are equal up to a share of their size: a file of pixels rounds twice. */
  private static void assertSame(Landmarks found, Landmarks expected, float tolerance) {
    assertThat(found.frames()).isEqualTo(expected.frames());
    for (int i = 0; i < expected.values().length; i++) {
      float value = expected.values()[i];
      assertThat(Math.abs(found.values()[i] - value))
          .as("element %d, %s for %s", i, found.values()[i], value)
          .isLessThanOrEqualTo(tolerance * Math.abs(value));
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

  /** Numbers between -0.2 and 1.2, no two neighbours the same. */
  private static float[] values(int frames) {
    float[] values = new float[frames * Part.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37 % 1013) / 1013f * 1.4f - 0.2f;
    }
    return values;
  }

  private Path recording(String name, int frames) throws IOException {
    float[] values = values(frames);
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
