package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.features.npy.NpyWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InspectCommandTest {
  private static final List<float[]> SENTENCES = sentences();

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void whatTheColumnsAreIsSaidInWords() throws IOException {
    write("corpus", 0);
    assertThat(inspect(folder.resolve("corpus"), "--layout", "1629")).isZero();
    assertThat(out.toString())
        .contains("1629 columns; 8 of 8 recordings were read")
        .contains("     0 - 98     pose                     33 points (x, y, z), point by point")
        .contains("  1503 - 1565   hands.left")
        .contains("near the pose's left wrist")
        .contains("nothing here contradicts the declared layout")
        .contains("layout = mediapipe-1629");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aContradictedDeclarationEndsWithFour() throws IOException {
    write("corpus", 0);
    Path config =
        Files.writeString(
            folder.resolve("my.conf"),
            """
            features {
              type = precomputed
              layout.segments = [
                { name = pose, width = 99 }, { name = hands, width = 126 }
                { name = face, width = 1404 }
              ]
            }
            """);
    assertThat(inspect(folder.resolve("corpus"), "--config", config, "--json")).isEqualTo(4);
    JsonNode kind = json().get("kinds").get(0);
    assertThat(json().get("declared").textValue()).isEqualTo("own: pose=99, hands=126, face=1404");
    assertThat(kind.get("preset").textValue()).isEqualTo("mediapipe-1629");
    assertThat(kind.get("certainty").textValue()).isEqualTo("sure");
    assertThat(kind.get("segments")).hasSize(4);
    assertThat(kind.get("segments").get(3).get("name").textValue()).isEqualTo("hands.right");
    assertThat(kind.get("segments").get(3).get("from").intValue()).isEqualTo(1566);
    assertThat(kind.get("segments").get(3).get("to").intValue()).isEqualTo(1629);
    assertThat(kind.get("contradictions").findValuesAsText("segment"))
        .containsExactly("hands", "face");
    assertThat(kind.get("contradictions").get(0).get("instead").get(0).textValue())
        .isEqualTo("columns 99 to 224: face, points 0 to 41 of 468");

    assertThat(inspect(folder.resolve("corpus"), "--config", config)).isEqualTo(4);
    assertThat(out.toString())
        .contains("WRONG: the data contradict the declared layout")
        .contains("  hands, declared as columns 99 - 224:")
        .contains("    columns 99 to 224: face, points 0 to 41 of 468");
  }

  @Test
  void filesInAnotherOrderEndWithFourToo() throws IOException {
    write("corpus", 2);
    assertThat(inspect(folder.resolve("corpus"))).isEqualTo(4);
    assertThat(out.toString())
        .contains("MIXED: their columns are not all in the same order")
        .contains("MOST: 6 of the 8 recordings")
        .contains("OTHERS, with their columns in another order: 2 of the 8 recordings:")
        .contains("sentence0.npy", "sentence1.npy")
        .contains("{ name = face, width = 1404 }");
  }

  @Test
  void theDeclarationOfLandmarksIsThatOfTheirReaders() throws IOException {
    write("corpus", 0);
    Path config = Files.writeString(folder.resolve("my.conf"), "features { type = body-centred }");
    assertThat(inspect(folder.resolve("corpus"), "--config", config)).isZero();
    assertThat(out.toString()).contains("nothing here contradicts");
  }

  @Test
  void aSampleIsDrawnByItsSeed() throws IOException {
    write("corpus", 0);
    Path corpus = folder.resolve("corpus");
    assertThat(inspect(corpus, "--files", 3, "--json")).isZero();
    assertThat(json().get("recordings").intValue()).isEqualTo(8);
    assertThat(json().get("read").intValue()).isEqualTo(3);
    String first = json().get("kinds").get(0).get("recordings").toString();
    assertThat(inspect(corpus, "--files", 3, "--json")).isZero();
    assertThat(json().get("kinds").get(0).get("recordings")).hasToString(first);
    assertThat(inspect(corpus, "--files", 3, "--seed", 2, "--json")).isZero();
    assertThat(json().get("kinds").get(0).get("recordings").toString()).isNotEqualTo(first);
  }

  @Test
  void wrongUseIsSaid() throws IOException {
    assertThat(inspect()).isEqualTo(2);
    assertThat(err.toString()).contains("there is nothing to inspect");
    write("corpus", 0);
    Path corpus = folder.resolve("corpus");
    assertThat(inspect(corpus, "--layout", "1663")).isEqualTo(2);
    assertThat(err.toString()).contains("unknown layout 1663", "mediapipe-1662");
    assertThat(inspect(corpus, "--files", 0)).isEqualTo(2);
    assertThat(err.toString()).contains("--files");
    Path config = Files.writeString(folder.resolve("my.conf"), "name = x");
    assertThat(inspect(corpus, "--config", config)).isEqualTo(2);
    assertThat(err.toString()).contains("has no section features", "--layout");
    assertThat(inspect(corpus, "--config", config, "--layout", "258")).isEqualTo(2);
    assertThat(err.toString()).contains("two layouts are declared");
    assertThat(inspect(folder.resolve("nowhere"))).isEqualTo(3);
    assertThat(err.toString()).contains("no such file", "nowhere");
  }

  @Test
  void filesOfDifferentWidthsAreCounted() throws IOException {
    write("corpus", 0);
    NpyWriter.write(folder.resolve("corpus/z.npy"), new float[40], 20);
    assertThat(inspect(folder.resolve("corpus"))).isEqualTo(3);
    assertThat(err.toString())
        .contains("the files have different numbers of columns")
        .contains("20: 1 files", "z.npy", "1629: 8 files");
  }

  private void write(String name, int faceFirst) throws IOException {
    Path corpus = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < SENTENCES.size(); i++) {
      float[] rows = SENTENCES.get(i).clone();
      if (i < faceFirst) {
        for (int from = 0; from < rows.length; from += Part.COLUMNS) {
          System.arraycopy(SENTENCES.get(i), from + 99, rows, from, 1404);
          System.arraycopy(SENTENCES.get(i), from, rows, from + 1404, 99);
        }
      }
      NpyWriter.write(corpus.resolve("sentence" + i + ".npy"), rows, Part.COLUMNS);
    }
  }

  private static List<float[]> sentences() {
    Registry registry = Registry.ofClassPath();
    return registry
        .create(
            PluginKind.CORPUS,
            ConfigFactory.parseString(
                "type = synthetic, signers = 3, min-length = 2, sentences { train = 8, dev = 1 }"),
            "corpus",
            new PluginContext(registry, notice -> {}))
        .read("train")
        .stream()
        .map(Sample::landmarks)
        .map(landmarks -> landmarks.values())
        .toList();
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  private int inspect(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("inspect"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(all.toArray(String[]::new));
  }
}
