package dev.teacher.train.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.loop.StepProgress;
import dev.teacher.train.loop.Trainer;
import dev.teacher.train.run.RunFolder;
import dev.teacher.train.run.TimelessMetrics;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A training that breaks off and goes on raises the alarms of one that never did, also those that
 * take more steps or epochs than were made since.
 */
class ResumedGuardsTest {
  private static final String BROKEN_OFF = "broken off";
  private static final int BATCHES = 5; // of an epoch, and a step each

  /** A rate at which nothing changes, so that only time passes. */
  private static final String STILL =
      "schedule { type = constant, warm-up = 0 }, optimizer.learning-rate = 1e-9, ";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          diverging loss      | 20 | epochs = 2
          exploding gradients | 5  | epochs = 15, guards.gradient-norm = 1
          blank collapse      | 5  | epochs = 16, guards.collapse-after = 1
          """)
  void itRaisesTheAlarmsOfOneThatNeverDid(String name, float blank, String settings) {
    RunFolder whole = begun("whole", blank, settings);
    resume(whole, progress -> {});
    assertThat(whole.alarms()).hasSize(1);
    Alarm alarm = Alarm.of(whole.alarms().get(0));
    assertThat(alarm.name()).isEqualTo(name);
    for (String minutes : List.of("1e-9", "0")) { // after each step, or between epochs alone
      RunFolder broken =
          begun("broken-" + minutes, blank, settings + ", checkpoint.minutes = " + minutes);
      for (long step : new long[] {alarm.step() - 2, alarm.step()}) {
        assertThatThrownBy(() -> resume(broken, breakingAfter(step))).hasMessage(BROKEN_OFF);
      }
      resume(broken, progress -> {});
      assertThat(broken.alarms()).isEqualTo(whole.alarms());
      assertThat(TimelessMetrics.of(broken)).isEqualTo(TimelessMetrics.of(whole));
      assertThat(broken.last().resolve("guards.json"))
          .hasSameBinaryContentAs(whole.last().resolve("guards.json"));
    }
  }

  private static Consumer<StepProgress> breakingAfter(long step) {
    return progress -> {
      if ((progress.epoch() - 1) * BATCHES + progress.batch() == step) {
        throw new IllegalStateException(BROKEN_OFF);
      }
    };
  }

  /**
   * A run whose network says blank of everything.
   *
   * @param blank how much surer it is of that than of a gloss
   */
  private RunFolder begun(String name, float blank, String settings) {
    FeatureCorpus corpus = new FeatureCorpus(folder.resolve("corpus"));
    RunFolder run = RunFolder.create(folder.resolve(name));
    Trainer.adopt(
        ConfigFactory.parseString(corpus.config("{ type = per-sample-zscore }", STILL + settings)),
        Registry.ofClassPath(),
        run,
        (graph, initial, vocabulary) -> silent(initial, blank),
        line -> {});
    return run;
  }

  private static Weights silent(Weights weights, float blank) {
    weights.get("head.bias").floats()[0] = blank;
    return weights;
  }

  private static void resume(RunFolder run, Consumer<StepProgress> watcher) {
    Trainer.resume(run, List.of(), Registry.ofClassPath(), line -> {}, watcher);
  }
}
