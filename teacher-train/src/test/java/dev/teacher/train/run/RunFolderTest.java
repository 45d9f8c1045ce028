package dev.teacher.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
  void resumingKeepsTheLinesOfFinishedEpochsOnly() {
    RunFolder run = RunFolder.create(folder.resolve("run"));
    run.keepMetrics(1);
    for (int epoch = 1; epoch <= 3; epoch++) {
      run.addMetrics(Map.of("epoch", epoch));
    }
    run.keepMetrics(2);
    run.addMetrics(Map.of("epoch", 33));
    assertThat(run.path().resolve("metrics.jsonl"))
        .hasContent("{\"epoch\":1}\n{\"epoch\":2}\n{\"epoch\":33}\n");
  }

  @Test
  void resumingKeepsTheAlarmsOfFinishedEpochsOnly() {
    RunFolder run = RunFolder.create(folder.resolve("run"));
    run.keepAlarms(1);
    assertThat(run.alarms()).isEmpty();
    for (int epoch : new int[] {0, 1, 1, 2, 3}) {
      run.addAlarm(Map.of("epoch", epoch));
    }
    run.keepAlarms(2);
    run.addAlarm(Map.of("epoch", 33));
    assertThat(run.alarms())
        .extracting(line -> line.get("epoch").intValue())
        .containsExactly(0, 1, 1, 2, 33);
  }

  @Test
  void aFolderWithoutCheckpointCannotBeResumed() {
    assertThatThrownBy(() -> RunFolder.existing(folder))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("nothing to resume")
        .hasMessageContaining("checkpoints/last");
  }
}
