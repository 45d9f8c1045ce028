package dev.teacher.train.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.train.guard.OutputNumbers.Said;
import dev.teacher.train.run.GuardState;
import dev.teacher.train.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputGuardTest {
  private static final int AFTER = 100;
  private static final int FRAMES = 1000;

  /** Thirty sentences of two glosses, forty glosses in all. */
  private static final List<List<String>> REFERENCES =
      IntStream.range(0, 30).mapToObj(i -> List.of("G" + i, "G" + (i + 10) % 40)).toList();

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();
  private OutputGuard guard;

  @BeforeEach
  void begin() {
    guard = new OutputGuard(AFTER, new Alarms(new RunFolder(folder), lines::add));
  }

  @Test
  void theNumbersAreShares() {
    List<List<String>> heard = new ArrayList<>(Collections.nCopies(30, List.of("G1", "G2")));
    heard.set(0, List.of("G3"));
    OutputNumbers numbers = guard.validated(1, 10, 5, new Said(REFERENCES, heard, 100, FRAMES, 1));
    assertThat(numbers.blankShare()).isCloseTo(0.9, within(1e-12));
    assertThat(numbers.impliedBlankShare()).isCloseTo(0.94, within(1e-12));
    assertThat(numbers.coverage()).isCloseTo(3.0 / 40, within(1e-12));
    assertThat(numbers.repeatedShare()).isCloseTo(29.0 / 30, within(1e-12));
  }

  @Test
  void blanksAreHealthyAtFirstAndWhileTheLossFalls() {
    for (int epoch = 1; epoch <= 19; epoch++) {
      guard.trained(epoch, epoch < 10 ? 3 : Math.pow(0.98, epoch));
      blanks(epoch, 20, epoch < 5 ? 99 : 200);
    }
    assertThat(lines).isEmpty();
    guard.trained(20, 0.7);
    blanks(20, 20, 200);
    assertThat(lines).as("at the end").hasSize(1);
    assertThat(lines.get(0))
        .contains("ALARM blank collapse (epoch 20, step 200)", "99.9 %", "94.0 %", "find-lr");
  }

  @Test
  void blanksAreACollapseWhereTheLossStays() {
    for (int epoch = 1; epoch <= 19; epoch++) {
      guard.trained(epoch, 3);
      blanks(epoch, 20, 10L * epoch);
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("ALARM blank collapse (epoch 10, step 100)");
  }

  @Test
  void blanksAreACollapseOnceTheNetworkSaidSomething() {
    Said good = new Said(REFERENCES, REFERENCES, 70, FRAMES, 0.4);
    guard.validated(1, 100, 5, good);
    blanks(2, 100, 10);
    assertThat(lines).as("once may be chance").isEmpty();
    guard.validated(3, 100, 15, good);
    guard.validated(4, 100, 20, good);
    blanks(5, 100, 25);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("blank collapse", "it could do better before");
  }

  @Test
  void itGoesOnFromTheLossesOfEpochs() {
    for (int epoch = 1; epoch <= 9; epoch++) {
      guard.trained(epoch, epoch == 1 ? Double.NaN : 3);
    }
    assertThat(guard.state().epochLosses()).as("a number of each").hasSize(8).doesNotContainKey(1);
    resume();
    guard.trained(10, 3);
    blanks(10, 20, 100);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("ALARM blank collapse (epoch 10, step 100)");
  }

  @Test
  void itGoesOnFromWhatTheNetworkCouldSay() {
    Said good = new Said(REFERENCES, REFERENCES, 70, FRAMES, 0.4);
    guard.validated(1, 100, 5, good);
    resume();
    guard.validated(2, 100, 10, good);
    resume();
    blanks(3, 100, 15);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("blank collapse", "it could do better before");
  }

  private void resume() {
    GuardState.Outputs before = guard.state();
    begin();
    guard.restore(before);
  }

  @Test
  void oneHypothesisForEverything() {
    List<List<String>> heard = Collections.nCopies(30, List.of("G1", "G2"));
    guard.validated(9, 9, AFTER, new Said(REFERENCES, heard, 60, FRAMES, 1));
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("ALARM one hypothesis for everything", "100 % of the sent");
  }

  @Test
  void oneHypothesisIsRightWhereThereIsOneSentence() {
    List<List<String>> same = Collections.nCopies(30, List.of("G1", "G2"));
    guard.validated(9, 9, AFTER, new Said(same, same, 60, FRAMES, 0));
    assertThat(lines).isEmpty();
  }

  @Test
  void fewGlossesOfMany() {
    List<List<String>> heard =
        IntStream.range(0, 30).mapToObj(i -> Collections.nCopies(1 + i % 3, "G7")).toList();
    guard.validated(9, 9, AFTER, new Said(REFERENCES, heard, 60, FRAMES, 1));
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("ALARM vocabulary collapse", "2.5 %");
  }

  private void blanks(int epoch, int epochs, long step) {
    List<List<String>> nothing = Collections.nCopies(30, List.of());
    guard.validated(epoch, epochs, step, new Said(REFERENCES, nothing, 1, FRAMES, 1));
  }
}
