package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code teacher stats}, and trainings that use what it stored. */
class StatsIT {
  private static final String LANDMARKS = "{ type = body-centred }";
  private static final String READY = "{ type = precomputed, layout = mediapipe-1662 }";
  private static final String COMPUTED = "{ type = global-stats }";
  private static final int WIDTH = 1662;

  @TempDir Path folder;

  @Test
  void featuresAreMeasuredAsTheNormalizerGetsThem() {
    Path config = config(LANDMARKS, "{ type = clip, min = -1, max = 1 }, " + COMPUTED);
    JsonNode result = Teacher.run("stats", "--json", "--config", config).json();
    assertThat(result.get("finite").booleanValue()).isTrue();
    assertThat(result.get("of").textValue()).isEqualTo("features");
    assertThat(result.get("split").textValue()).isEqualTo("train");
    assertThat(result.get("draw").isNull()).isTrue();
    assertThat(result.get("samples").intValue()).isEqualTo(12);
    assertThat(result.get("file").isNull()).isTrue();
    assertThat(result.get("signers")).hasSize(2);
    long frames = result.get("frames").longValue();
    assertThat(result.get("columns").size()).isPositive();
    for (JsonNode column : result.get("columns")) {
      assertThat(column.get("summary").get("count").longValue()).isEqualTo(frames);
      assertThat(column.get("summary").get("max").doubleValue()).isBetween(-1.0, 1.0);
      assertThat(column.get("quantiles")).hasSameSizeAs(result.get("levels"));
    }
  }

  @Test
  void theTextNamesSegmentsSignersAndColumnsToLookAt() {
    Teacher.Ended ended = Teacher.run("stats", "--config", config(LANDMARKS, COMPUTED)).succeeds();
    assertThat(ended.out())
        .startsWith("features of split train: 12 samples, ")
        .contains("segment", "hands.left", "hands.right", "by signer");
  }

  @Test
  void readyFeaturesAreWhatTwoPassesGive() throws IOException {
    JsonNode columns =
        Teacher.run("stats", "--json", "--config", config(READY, COMPUTED)).json().get("columns");
    for (int column : new int[] {0, 3, 132, 1536, 1661}) {
      double[] exact = twoPasses(column);
      JsonNode summary = columns.get(column).get("summary");
      assertThat(summary.get("mean").doubleValue()).isCloseTo(exact[0], within(1e-6));
      assertThat(summary.get("deviation").doubleValue()).isCloseTo(exact[1], within(1e-6));
    }
  }

  @Test
  void drawnSamplesAreTheSameForASeed() {
    Path config = config(LANDMARKS, COMPUTED);
    JsonNode one = drawn(config, 3);
    assertThat(one.get("draw").get("samples").intValue()).isEqualTo(4);
    assertThat(one.get("draw").get("of").intValue()).isEqualTo(12);
    assertThat(drawn(config, 3)).isEqualTo(one);
    assertThat(drawn(config, 4).get("source")).isNotEqualTo(one.get("source"));
    Teacher.run("stats", "--config", config, "--samples", "13")
        .failsWith(2, "--samples is out of range", "1 to 12", "13");
  }

  @Test
  void whatIsNotFiniteIsShownAndEndsWithAFinding() throws IOException {
    Path corpus = Tiny.copy(Tiny.CORPUS, folder.resolve("corpus"));
    Path file = corpus.resolve("features/train/train_0002.npy");
    put(file, 5 * WIDTH + 1536, Float.NaN);
    Path config = config(READY, COMPUTED, corpus);
    for (String of : List.of("features", "files")) {
      Path out = folder.resolve(of);
      Teacher.Ended ended =
          Teacher.run("stats", "--json", "--config", config, "--of", of, "--out", out);
      assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
      JsonNode result = new ObjectMapper().readTree(ended.out());
      assertThat(result.get("finite").booleanValue()).isFalse();
      assertThat(result.get("nonFinite")).hasSize(1);
      JsonNode place = result.get("nonFinite").get(0);
      assertThat(place.get("sample").textValue()).isEqualTo("train_0002");
      assertThat(place.get("location").textValue()).isEqualTo(file.toString());
      assertThat(place.get("frame").intValue()).isEqualTo(5);
      assertThat(place.get("name").textValue()).isEqualTo("hands.left[0]");
      assertThat(place.get("value").textValue()).isEqualTo("NaN");
      assertThat(result.get("columns").get(1536).get("summary").get("nan").intValue()).isEqualTo(1);
      assertThat(Files.readString(out.resolve("feature-stats.json"))).contains("\"nonFinite\" : 1");
    }
    refused(config(READY, storedIn("features"), corpus), "of numbers that are not all finite");
    refused(config(READY, storedIn("files"), corpus), "of files, not of features");
  }

  @Test
  void aTrainingWithStoredStatisticsGivesTheSameAsWithComputedOnes() throws IOException {
    Path stored = store(LANDMARKS, COMPUTED);
    Path run = folder.resolve("run");
    Path config = config(LANDMARKS, storedIn("stats"));
    Teacher.Ended training =
        Teacher.run("train", "--config", config, "--out", run, "--set", "train.epochs=1")
            .succeeds();
    assertThat(training.err())
        .contains("comparing " + stored)
        .contains("few data, 12 samples")
        .doesNotContain("computing feature statistics");
    Path other = folder.resolve("other");
    Path computing = config(LANDMARKS, COMPUTED);
    Teacher.run("train", "--config", computing, "--out", other, "--set", "train.epochs=1")
        .succeeds();
    Path weights = Path.of("checkpoints/last/model.safetensors");
    assertThat(run.resolve(weights)).hasSameBinaryContentAs(other.resolve(weights));

    // The checkpoint has its own: the file may go, the run still goes on and is of use.
    Files.delete(stored);
    Teacher.run("train", "--resume", run, "--set", "train.epochs=2").succeeds();
    Teacher.run("evaluate", run).succeeds();
    Teacher.run("export", run, "--out", folder.resolve("model.onnx")).succeeds();
  }

  @Test
  void aChangedRowOrFileMakesStoredStatisticsStaleUntilTheCommandIsRun() throws IOException {
    Path corpus = Tiny.copy(Tiny.CORPUS, folder.resolve("corpus"));
    Path config = config(LANDMARKS, storedIn("stats"), corpus);
    Teacher.run("stats", "--config", config, "--out", folder.resolve("stats")).succeeds();

    Files.delete(corpus.resolve("annotations/train.segments.csv")); // it would contradict
    Path annotations = corpus.resolve("annotations/train.corpus.csv");
    String rows = Files.readString(annotations);
    String row = rows.lines().skip(1).findFirst().orElseThrow();
    Files.writeString(annotations, rows.replace(row, row + row.replaceFirst(".*[| ]", " ")));
    String command = refused(config, "are stale");
    Files.writeString(annotations, rows);

    put(corpus.resolve("features/train/train_0003.npy"), 7 * WIDTH, 0.123f);
    assertThat(refused(config, "are stale")).isEqualTo(command);

    assertThat(command)
        .isEqualTo("teacher stats --config " + config + " --out " + folder.resolve("stats"));
    List<String> words = List.of(command.split(" "));
    Teacher.run(words.subList(1, words.size()).toArray()).succeeds();
    Teacher.run(
            "train", "--config", config, "--out", folder.resolve("run"), "--set", "train.epochs=1")
        .succeeds();
  }

  @Test
  void missingAndForeignOnesAreRefused() {
    refused(config(LANDMARKS, storedIn("stats")), "there are no stored statistics");
    store(LANDMARKS, COMPUTED);
    refused(
        config("{ type = body-centred, velocities = false }", storedIn("stats")),
        "are of another layout");
    refused(
        config(LANDMARKS, "{ type = clip, min = -1, max = 1 }, " + storedIn("stats")),
        "are of features behind other normalizers");
    Path out = folder.resolve("stats");
    Path config = config(LANDMARKS, COMPUTED);
    Teacher.run("stats", "--config", config, "--split", "dev", "--out", out).succeeds();
    refused(config(LANDMARKS, storedIn("stats")), "are of another split");
  }

  @Test
  void theFileAndThePageAreWhereTheResultSays() {
    Path out = folder.resolve("deep/stats");
    Path config = config(LANDMARKS, COMPUTED);
    JsonNode result = Teacher.run("stats", "--json", "--config", config, "--out", out).json();
    assertThat(Path.of(result.get("file").textValue()))
        .isEqualTo(out.resolve("feature-stats.json"))
        .isRegularFile();
    assertThat(Path.of(result.get("page").textValue())).content().startsWith("<!DOCTYPE html>");
    assertThat(Tiny.names(out)).containsExactly("feature-stats.json", "statistics.html");
  }

  private static JsonNode drawn(Path config, int seed) {
    return Teacher.run("stats", "--json", "--config", config, "--samples", "4", "--seed", seed)
        .json();
  }

  private Path store(String features, String normalizers) {
    Path out = folder.resolve("stats");
    Teacher.run("stats", "--config", config(features, normalizers), "--out", out).succeeds();
    return out.resolve("feature-stats.json");
  }

  private String storedIn(String name) {
    return "{ type = global-stats, file = \"" + folder.resolve(name) + "\" }";
  }

  /** A training that is refused, as the page says; gives the command that it proposes. */
  private String refused(Path config, String message) {
    Path run = folder.resolve("refused");
    Teacher.Ended ended = Teacher.run("train", "--config", config, "--out", run);
    ended.failsWith(3, message, "named by normalizers[", "to do:");
    assertThat(run).doesNotExist();
    String what =
        line(ended.err(), "teacher: ").replaceFirst(":.*", ""); // what follows is of this case
    assertThat(page()).contains("| `" + what + "` |");
    return line(ended.err(), "compute them: ");
  }

  /** What stands behind some words in the line that has them. */
  private static String line(String text, String words) {
    return text.lines()
        .filter(line -> line.contains(words))
        .map(line -> line.substring(line.indexOf(words) + words.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(words + " not in " + text));
  }

  private static String page() {
    try {
      return Files.readString(Path.of(System.getProperty("teacher.root"), "docs/normalisation.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path config(String features, String normalizers) {
    return config(features, normalizers, Tiny.CORPUS);
  }

  private Path config(String features, String normalizers, Path corpus) {
    return Tiny.write(
        folder.resolve("stats.conf"),
        """
        corpus { type = phoenix, root = "%s" }
        features %s
        normalizers = [ %s ]
        backbone { type = tcn-bilstm, channels = 16, hidden = 8, layers = 1 }
        train { threads = 1, test-splits = [] }
        """
            .formatted(corpus, features, normalizers));
  }

  private static double[] twoPasses(int column) throws IOException {
    List<Float> values = new ArrayList<>();
    try (Stream<Path> files = Files.list(Tiny.CORPUS.resolve("features/train"))) {
      for (Path file : files.toList()) {
        FloatBuffer numbers = numbers(Files.readAllBytes(file));
        for (int i = column; i < numbers.limit(); i += WIDTH) {
          values.add(numbers.get(i));
        }
      }
    }
    double mean = values.stream().mapToDouble(x -> x).average().orElseThrow();
    double variance =
        values.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
    return new double[] {mean, Math.sqrt(variance)};
  }

  private static void put(Path file, int element, float value) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    numbers(bytes).put(element, value);
    Files.write(file, bytes);
  }

  /** What stands behind the header of a file that {@code synth} wrote. */
  private static FloatBuffer numbers(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    return bytes
        .position(10 + bytes.getShort(8))
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
  }
}
