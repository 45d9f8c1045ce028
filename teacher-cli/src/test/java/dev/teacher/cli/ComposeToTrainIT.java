package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of the page on corpora, on real clips: composed, checked, trained on. */
class ComposeToTrainIT {
  private static final Pattern BLOCK = Pattern.compile("```(hocon|sh)\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void whatThePageSaysIsEnough() throws IOException {
    Path clips = RealData.folder("mp-data");
    String page = Files.readString(root().resolve("docs/corpora.md"));
    Matcher blocks = BLOCK.matcher(page.substring(page.indexOf("## From clips")));
    assertThat(blocks.find()).isTrue();
    Path config = folder.resolve("composed.conf");
    Path composed = folder.resolve("composed");
    Files.writeString(config, blocks.group(2).replace("data/composed", composed.toString()));
    assertThat(blocks.group(2)).contains("recombine");
    assertThat(blocks.find()).isTrue();
    List<String> commands = blocks.group(2).replace("\\\n", " ").lines().toList();
    assertThat(commands).hasSize(3);
    for (String command : commands) {
      List<String> words = new ArrayList<>(List.of(command.split(" +")));
      assertThat(words.remove(0)).isEqualTo("./teacher");
      words.replaceAll(
          word ->
              word.equals("composed.conf")
                  ? config.toString()
                  : word.replace("data/clips", clips.toString())
                      .replace("data/composed", composed.toString())
                      .replace("=400", "=12")
                      .replace("=40", "=4"));
      if (words.get(0).equals("train")) {
        words.addAll(List.of("--set", "train.epochs=1", "--set", "backbone.channels=16"));
        words.addAll(List.of("--set", "backbone.hidden=8", "--set", "train.threads=1"));
        words.addAll(List.of("--out", folder.resolve("run").toString()));
      }
      Teacher.run(words.toArray()).succeeds();
    }
    assertThat(folder.resolve("run/metrics.jsonl")).content().hasLineCount(1);
    assertThat(Files.readAllLines(composed.resolve("annotations/train.corpus.csv"))).hasSize(13);
  }

  @Test
  void whatComposeProposesIsEnough() {
    Path clips = RealData.folder("mp-data");
    Path composed = folder.resolve("composed");
    String out =
        Teacher.run(
                "compose",
                "--clips",
                clips,
                "--out",
                composed,
                "--sentences",
                "train=8,dev=2,test=2,test-unseen=0")
            .succeeds()
            .out();
    String proposed =
        out.lines().filter(line -> line.startsWith("Try:  ")).findFirst().orElseThrow();
    List<String> words = new ArrayList<>(List.of(proposed.replace("'", "").split(" +")));
    assertThat(words.subList(0, 3)).containsExactly("Try:", "teacher", "train");
    words.addAll(List.of("--set", "train.epochs=1", "--set", "backbone.width=0.05"));
    words.addAll(List.of("--set", "backbone.hidden=8", "--out", folder.resolve("run").toString()));
    Teacher.run(words.subList(2, words.size()).toArray()).succeeds();
  }

  private static Path root() {
    return Path.of(System.getProperty("teacher.root", "..")).toAbsolutePath().normalize();
  }
}
