package dev.teacher.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path folder;

  @Test
  void aTakenNameGetsANumber() throws IOException {
    Path name = folder.resolve("runs/a");
    assertThat(RunFolder.createNumbered(name).path()).isEqualTo(name).isDirectory();
    assertThat(RunFolder.createNumbered(name).path()).isEqualTo(folder.resolve("runs/a-2"));
    assertThat(RunFolder.createNumbered(name).path()).isEqualTo(folder.resolve("runs/a-3"));
  }

  @Test
  void aFolderThatHoldsSomethingIsRefused() throws IOException {
    Files.createFile(folder.resolve("notes.txt"));
    assertThatThrownBy(() -> RunFolder.create(folder))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("holds something already")
        .hasMessageContaining("--resume " + folder);
  }

  @Test
  void aDiscardedFolderIsGoneWithItsLog() {
    RunFolder run = RunFolder.create(folder.resolve("run"));
    run.log("a notice");
    run.discard();
    assertThat(run.path()).doesNotExist();
  }

  @Test
  void whatATrainingLeavesThatDiedBeforeItBeganIsNothing() throws IOException {
    for (String name : List.of("train.log", ".lock", ".config.conf.01234567.tmp")) {
      Files.createFile(folder.resolve(name));
    }
    assertThat(RunFolder.create(folder).path()).isEqualTo(folder);
    Files.createFile(folder.resolve("config.conf"));
    assertThatThrownBy(() -> RunFolder.create(folder))
        .hasMessageContaining("holds something already");
    assertThat(RunFolder.existing(folder).hasConfig()).isTrue();
  }

  @Test
  void goingOnKeepsTheLinesOfFinishedEpochsOnly() {
    RunFolder run = RunFolder.create(folder.resolve("run"));
    run.keepUpTo(checkpoint(1, 10, false));
    assertThat(run.metrics()).isEmpty();
    for (int epoch = 1; epoch <= 3; epoch++) {
      run.addMetrics(Map.of("epoch", epoch));
    }
    run.keepUpTo(checkpoint(2, 25, true));
    run.addMetrics(Map.of("epoch", 33));
    assertThat(run.path().resolve("metrics.jsonl"))
        .hasContent("{\"epoch\":1}\n{\"epoch\":2}\n{\"epoch\":33}\n");
    run.keepNothing();
    assertThat(run.path().resolve("metrics.jsonl")).isEmptyFile();
  }

  @Test
  void halfALineIsNoneAndIsCutWhenATrainingGoesOn() throws IOException {
    RunFolder run = RunFolder.create(folder.resolve("run"));
    run.addMetrics(Map.of("epoch", 1, "signer", "Zoë"));
    run.addAlarm(Map.of("epoch", 1, "name", "a"));
    for (String name : List.of("metrics.jsonl", "alarms.jsonl")) {
      // Up to the first byte of a letter that has two.
      byte[] half = {'{', '"', 'e', 'p', 'o', 'c', 'h', '"', ':', '2', ',', '"', (byte) 0xc3};
      Files.write(run.path().resolve(name), half, StandardOpenOption.APPEND);
    }
    assertThat(run.metrics()).hasSize(1);
    assertThat(run.alarms()).hasSize(1);
    run.keepUpTo(checkpoint(1, 10, false));
    run.addMetrics(Map.of("epoch", 2));
    run.addAlarm(Map.of("epoch", 2));
    assertThat(run.metrics())
        .extracting(line -> line.get("epoch").intValue())
        .containsExactly(1, 2);
    assertThat(run.metrics().get(0).get("signer").textValue()).isEqualTo("Zoë");
    assertThat(run.alarms()).extracting(line -> line.get("epoch").intValue()).containsExactly(1, 2);
  }

  @Test
  void aWholeLineThatIsNoJsonIsDamage() throws IOException {
    RunFolder run = RunFolder.create(folder.resolve("run"));
    Files.writeString(run.path().resolve("metrics.jsonl"), "{\"epoch\":1}\n{\"epo\n");
    assertThatThrownBy(run::metrics)
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("cannot read a file of the run")
        .hasMessageContaining("metrics.jsonl");
  }

  @Test
  void goingOnKeepsTheAlarmsBeforeTheCheckpointOnly() {
    int[][] epochsAndSteps = {
      {0, 0}, {1, 4},
      {1, 11}, // the last one of a step that was refused, and would have been the 11th
      {2, 11}, {2, 15}, {2, 16}, {3, 21}
    };
    assertThat(kept(epochsAndSteps, checkpoint(0, 0, false))).containsExactly("0/0");
    assertThat(kept(epochsAndSteps, checkpoint(0, 4, true))).containsExactly("0/0", "1/4");
    assertThat(kept(epochsAndSteps, checkpoint(1, 10, false)))
        .containsExactly("0/0", "1/4", "1/11");
    assertThat(kept(epochsAndSteps, checkpoint(1, 15, true)))
        .containsExactly("0/0", "1/4", "1/11", "2/11", "2/15");
    assertThat(kept(epochsAndSteps, checkpoint(2, 20, false)))
        .containsExactly("0/0", "1/4", "1/11", "2/11", "2/15", "2/16");
  }

  private List<String> kept(int[][] epochsAndSteps, Checkpoint checkpoint) {
    RunFolder run = new RunFolder(folder);
    run.keepNothing();
    for (int[] place : epochsAndSteps) {
      run.addAlarm(Map.of("epoch", place[0], "step", place[1]));
    }
    run.keepUpTo(checkpoint);
    return run.alarms().stream().map(line -> line.get("epoch") + "/" + line.get("step")).toList();
  }

  private static Checkpoint checkpoint(int epoch, long step, boolean inTheMidst) {
    EpochState begun =
        new EpochState(1, "", EpochState.Sums.NONE, new EpochState.Gradients(List.of(), 0));
    return new Checkpoint(
        new TrainingState(
            TrainingState.FORMAT, epoch, step, 1, 1, 1, 1, "in", "out", "data", Map.of()),
        "",
        Vocabulary.of(List.of(List.of("A"))),
        Optional.empty(),
        new Weights(),
        Optional.empty(),
        inTheMidst ? Optional.of(begun) : Optional.empty(),
        Optional.empty());
  }

  @Test
  void oneAtATimeMayTrain() throws IOException {
    RunFolder run = RunFolder.create(folder.resolve("run"));
    List<String> notices = new ArrayList<>();
    String result =
        run.exclusively(
            notices::add,
            () -> {
              assertThatThrownBy(() -> run.exclusively(notices::add, () -> "second"))
                  .isInstanceOf(TeacherException.class)
                  .hasMessageContainingAll(
                      "another program is training in this run folder",
                      run.path().toString(),
                      "process " + ProcessHandle.current().pid());
              return "first";
            });
    assertThat(result).isEqualTo("first");
    assertThat(run.exclusively(notices::add, () -> "later")).isEqualTo("later");
    assertThat(notices).isEmpty();
    assertThat(run.path().resolve(".lock"))
        .hasContent(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void whatAKilledTrainingLeftHalfWrittenIsClearedAway() throws IOException {
    String unique = ".01234567-89ab-cdef-0123-456789abcdef.tmp";
    RunFolder run = RunFolder.create(folder.resolve("run"));
    run.log("first");
    Files.writeString(
        run.path().resolve("train.log"), "epoch 2 of", StandardOpenOption.APPEND); // and no end
    Files.createFile(run.path().resolve(".report.html" + unique));
    Path old = Files.createDirectories(run.last().resolveSibling(".last.old"));
    Files.createFile(old.resolve("state.json"));
    Files.createDirectory(run.last().resolveSibling(".best" + unique));
    Files.createDirectories(run.crash(7).resolveSibling(".step-7" + unique));
    run.tidy();
    run.log("next");
    try (Stream<Path> tree = Files.walk(run.path())) {
      assertThat(tree.skip(1).map(path -> run.path().relativize(path).toString()))
          .containsExactlyInAnyOrder(
              "train.log",
              "checkpoints",
              "checkpoints/last",
              "checkpoints/last/state.json",
              "crash");
    }
    assertThat(run.path().resolve("train.log")).hasContent("first\nepoch 2 of\nnext\n");
  }

  @Test
  void aFolderWithoutCheckpointCannotBeResumed() {
    assertThatThrownBy(() -> RunFolder.existing(folder))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("nothing to resume")
        .hasMessageContaining("checkpoints/last");
  }
}
