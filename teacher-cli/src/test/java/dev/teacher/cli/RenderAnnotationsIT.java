package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real annotations, made-up signing, and a training that takes both for a corpus. */
class RenderAnnotationsIT {
  private static final String HEADER = "id|folder|signer|annotation\n";

  @TempDir Path folder;

  @Test
  void annotationsAreRenderedAsTheConfigurationReadsThem() {
    Path train =
        Tiny.write(
            folder.resolve("train.SI5.corpus.csv"),
            HEADER
                + "a-1|a-1/1/*.png|Signer01|__ON__ LIEB ZUSCHAUER  loc-NORD WIND\n"
                + "a-2|a-2/1/*.png|Signer04|WIND NORD __OFF__\n"
                + "a-3|a-3/1/*.png|Signer01|__ON__\n");
    Path dev =
        Tiny.write(folder.resolve("dev.SI5.corpus.csv"), HEADER + "b-1|x|Signer04|NORD LIEB\n");
    Path config = config();
    Path corpus = folder.resolve("corpus");

    JsonNode result =
        Teacher.run(
                "synth", "--json", "--config", config, "--out", corpus, "--annotations", train, dev)
            .json();
    assertThat(result.get("sentences").get("train").intValue()).isEqualTo(3);
    assertThat(result.get("sentences").get("dev").intValue()).isEqualTo(1);
    assertThat(result.get("frames").intValue()).isBetween(98, 110);
    assertThat(Tiny.names(corpus)).containsExactly("README.txt", "annotations", "features");

    Teacher.Ended trained =
        Teacher.run(
                "train",
                "--config",
                config,
                "--set",
                "corpus.root=" + corpus,
                "--out",
                folder.resolve("run"))
            .succeeds();
    assertThat(trained.err())
        .contains("left out __OFF__ 1 times, __ON__ 2 times; stripped loc- 1 times");
  }

  @Test
  void malformedAnnotationsAndOptionsAreExplained() throws IOException {
    Path train = Tiny.write(folder.resolve("train.csv"), HEADER + "a-1|x|WIND\n");
    Path out = folder.resolve("corpus");
    Teacher.run("synth", "--out", out, "--annotations", train)
        .failsWith(3, train + ": line 2", "4 fields", "a-1|x|WIND");
    Path twice = Tiny.write(folder.resolve("train.again.csv"), HEADER + "a-1|x|y|WIND\n");
    Teacher.run("synth", "--out", out, "--annotations", train, twice)
        .failsWith(2, train.toString(), twice.toString(), "each split once");
    Teacher.run("synth", "--out", out, "--annotations", twice, "--picture", "wide")
        .failsWith(2, "--picture is wrong", "found:    wide");
    Teacher.run("synth", "--out", out, "--annotations", twice, "--frames-per-gloss", "1")
        .failsWith(2, "--frames-per-gloss is wrong", "from 4 to 200");
    Teacher.run("synth", "--out", out, "--annotations", twice, "--set", "corpus.type=synthetic")
        .failsWith(2, "corpus.type", "expected: phoenix");
    Teacher.run("synth", "--out", out, "--seed", "3").failsWith(2, "--annotations");
    assertThat(Files.exists(out)).isFalse();
  }

  private Path config() {
    return Tiny.write(
        folder.resolve("small.conf"),
        """
        name = small
        corpus {
          type = phoenix
          root = "nowhere"
          annotations = "annotations/manual/{split}.SI5.corpus.csv"
          preset = phoenix
          empty = drop
        }
        features { type = body-centred, aspect = 0.81 }
        normalizers = [ { type = global-stats } ]
        backbone { type = tcn-bilstm, channels = 16, hidden = 8, layers = 1 }
        train { epochs = 1, threads = 1, infeasible = drop, test-splits = [] }
        """);
  }
}
