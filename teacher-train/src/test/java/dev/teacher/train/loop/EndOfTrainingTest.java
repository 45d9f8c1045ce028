package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndOfTrainingTest {
  private static final Config CONFIG =
      ConfigFactory.parseString(
          """
          corpus {
            type = synthetic, glosses = 3, signers = 1, max-length = 2
            sentences { train = 6, dev = 3, test = 1, test-unseen = 1 }
          }
          features { type = body-centred, face = false }
          normalizers = [ { type = per-sample-zscore } ]
          augmentations = []
          backbone { type = tcn-bilstm, channels = 8, hidden = 8, layers = 1, dropout = 0.2 }
          train {
            epochs = 12, threads = 1, batch { max-samples = 2 }
            optimizer { learning-rate = 1e-9 }
          }
          """);

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();

  @Test
  void patienceEndsATrainingThatGetsNoBetter() {
    TrainResult result = train("train.stop.patience = 3");
    assertThat(result.bestEpoch()).isEqualTo(1);
    assertThat(result.epochs()).isEqualTo(4);
    assertThat(lines).anyMatch(line -> line.contains("no better WER on dev since epoch 1"));
  }

  @Test
  void theLastEpochBeforeTheEndHasACheckpoint() {
    TrainResult result = train("train { stop.patience = 3, validate-every = 2 }");
    assertThat(result.bestEpoch()).isEqualTo(2);
    assertThat(result.epochs()).as("5 is not validated").isEqualTo(6);
    assertThat(Checkpoint.read(new RunFolder(result.run()).last()).state())
        .extracting(state -> state.epoch())
        .isEqualTo(6);
  }

  @Test
  void aGoodEnoughResultEndsATraining() {
    assertThat(train("train.stop.wer = 5").epochs()).isEqualTo(1);
    assertThat(lines).anyMatch(line -> line.contains("down to train.stop.wer"));
  }

  @Test
  void withoutThemAllEpochsAreMade() {
    assertThat(train("").epochs()).isEqualTo(12);
  }

  @Test
  void fewSamplesAreTrainingAndDevelopmentSplitAlike() {
    TrainResult result = train("train { overfit = 2, epochs = 1 }");
    assertThat(result.dev().hypotheses())
        .extracting(Hypothesis::id)
        .containsExactly("train_0001", "train_0002");
    assertThatThrownBy(() -> train("train.overfit = 7"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("fewer samples than are wanted", "at most 6", "7");
  }

  private TrainResult train(String settings) {
    Config config = ConfigFactory.parseString(settings).withFallback(CONFIG);
    RunFolder run = RunFolder.create(folder.resolve("run" + lines.size()));
    return Trainer.train(config, Registry.ofClassPath(), run, lines::add);
  }
}
