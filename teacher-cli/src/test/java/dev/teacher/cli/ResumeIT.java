package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is killed goes on as if nothing had happened. */
class ResumeIT {
  @TempDir Path folder;

  @Test
  void aKilledTrainingGoesOnToTheSameBytes() throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    killAfterFirstCheckpoint(run);
    Path last = run.resolve("checkpoints/last");
    // The worst moment: the old checkpoint is moved aside, and the new one is not in its place.
    Files.move(last, last.resolveSibling(".last.old"));
    Files.createDirectory(last.resolveSibling(".last.01234567-89ab-cdef-0123-456789abcdef.tmp"));

    Teacher.run("train", "--json", "--resume", run).json();

    for (String checkpoint : List.of("last", "best")) {
      for (String file : List.of("model.safetensors", "optimizer.safetensors", "state.json")) {
        Path name = Path.of("checkpoints", checkpoint, file);
        assertThat(run.resolve(name)).hasSameBinaryContentAs(Tiny.run().resolve(name));
      }
    }
    assertThat(Tiny.names(run.resolve("checkpoints"))).containsExactly("best", "last");
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(Tiny.EPOCHS);
  }

  @Test
  void aFinishedTrainingOnlyTestsAgain() {
    Path run = Tiny.copy(Tiny.run(), folder.resolve("run"));
    assertThat(Teacher.run("train", "--json", "--resume", run).json().get("devWer"))
        .isEqualTo(Tiny.training().json().get("devWer"));
    assertThat(run.resolve("checkpoints/last/model.safetensors"))
        .hasSameBinaryContentAs(Tiny.last().resolve("model.safetensors"));
  }

  @Test
  void anotherTrainingSplitIsRefusedAndTheRunIsLeftAsItIs() throws IOException {
    Path corpus = corpusWithoutSegments();
    Path annotations = corpus.resolve("annotations/train.corpus.csv");
    String gloss = Files.readAllLines(annotations).get(1).replaceAll(".*[|](\\S+).*", "$1");
    Tiny.write(
        annotations, Files.readString(annotations).replaceAll("\\b" + gloss + "\\b", "ZEBRA"));
    Path run = Tiny.copy(Tiny.run(), folder.resolve("run"));
    Teacher.run("train", "--resume", run, "--set", "corpus.root=" + corpus)
        .failsWith(3, "another vocabulary", "ZEBRA", gloss, "to do:", "restore the training split");
    assertThat(run.resolve("metrics.jsonl"))
        .hasSameBinaryContentAs(Tiny.run().resolve("metrics.jsonl"));
  }

  @Test
  void changedSentencesAreRefused() throws IOException {
    Path corpus = corpusWithoutSegments();
    Path annotations = corpus.resolve("annotations/train.corpus.csv");
    List<String> lines = Files.readAllLines(annotations);
    Files.write(annotations, lines.subList(0, lines.size() - 1));
    Path run = Tiny.copy(Tiny.run(), folder.resolve("run"));
    Teacher.run("train", "--resume", run, "--set", "corpus.root=" + corpus)
        .failsWith(3, "changed since the run began", "data hash", "restore the training split");
  }

  @Test
  void anotherNumberInALandmarkFileIsRefused() throws IOException {
    Path corpus = Tiny.copy(Tiny.CORPUS, folder.resolve("corpus"));
    Path file = corpus.resolve("features/train/train_0005.npy");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    Path run = Tiny.copy(Tiny.run(), folder.resolve("run"));
    Teacher.run("train", "--resume", run, "--set", "corpus.root=" + corpus)
        .failsWith(3, "changed since the run began", "data hash", "restore the training split");
  }

  /** A copy whose annotations can be changed without contradicting the segments. */
  private Path corpusWithoutSegments() throws IOException {
    Path corpus = Tiny.copy(Tiny.CORPUS, folder.resolve("corpus"));
    Files.delete(corpus.resolve("annotations/train.segments.csv"));
    return corpus;
  }

  @Test
  void aRunFolderInUseIsRefusedUntilItsTrainingIsDead() throws IOException, InterruptedException {
    Path run = folder.resolve("run");
    Process training = start(run, "train.epochs=100000");
    try {
      Path state = run.resolve("checkpoints/last/state.json");
      while (training.isAlive() && !Files.exists(state)) {
        Thread.sleep(2);
      }
      Teacher.run("train", "--resume", run)
          .failsWith(
              2,
              "another program is training in this run folder",
              run.toString(),
              "process " + training.pid(),
              "wait for its end");
      Teacher.run("train", "--config", Tiny.config(folder, Tiny.CORPUS), "--out", run)
          .failsWith(2, "the run folder holds something already", run.toString());
      assertThat(training.isAlive()).isTrue();
    } finally {
      training.destroyForcibly();
    }
    assertThat(training.waitFor(1, TimeUnit.MINUTES)).isTrue();
    Teacher.run("train", "--json", "--resume", run, "--set", "train.epochs=1").json();
  }

  private void killAfterFirstCheckpoint(Path run) throws IOException, InterruptedException {
    Tiny.run(); // lest it competes with the training below
    Process training = start(run, "train.epochs=" + Tiny.EPOCHS);
    Path state = run.resolve("checkpoints/last/state.json");
    while (training.isAlive() && !Files.exists(state)) {
      Thread.sleep(2);
    }
    training.destroyForcibly();
    assertThat(training.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(new ObjectMapper().readTree(state.toFile()).get("epoch").intValue())
        .as("epochs before the kill")
        .isLessThan(Tiny.EPOCHS);
  }

  private Process start(Path run, String override) throws IOException {
    return Teacher.start(
        Map.of(),
        folder.resolve("out.txt"),
        folder.resolve("err.txt"),
        "train",
        "--config",
        Tiny.config(folder, Tiny.CORPUS),
        "--out",
        run,
        "--set",
        override);
  }
}
