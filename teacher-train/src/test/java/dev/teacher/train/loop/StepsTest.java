package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.djl.TestNetworks;
import dev.teacher.train.loop.Steps.Step;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {
  private static final Graph GRAPH = TestNetworks.recognizer(x -> x.linear("in", 4));

  @TempDir Path folder;

  @Test
  void aStepHasAsManyBatchesAsAskedForAndTheLastOneWhatIsLeft() {
    try (TrainingSession session = TestNetworks.open(GRAPH, GRAPH.initialWeights(1))) {
      Steps steps = new Steps(session, 3, 7);
      List<Integer> samples = new ArrayList<>();
      for (int i = 1; i <= 7; i++) {
        LabelledBatch batch = batch(i, i % 2 + 1);
        Optional<Step> made = steps.add(batch, 1e-3, i);
        assertThat(made.isPresent()).as("batch %d", i).isEqualTo(i == 3 || i == 6 || i == 7);
        made.ifPresent(
            step -> {
              assertThat(step.result().applied()).isTrue();
              assertThat(step.result().losses()).hasSize(step.ids().size());
              samples.add(step.ids().size());
            });
      }
      assertThat(samples).containsExactly(5, 4, 2);
      assertThat(session.optimizerState().get("steps").longs()).containsExactly(3);
    }
  }

  @Test
  void aBatchThatIsLeftOutEndsAStepAllTheSame() {
    try (TrainingSession session = TestNetworks.open(GRAPH, GRAPH.initialWeights(1))) {
      Steps steps = new Steps(session, 2, 5);
      assertThat(steps.leaveOut(1e-3)).as("nothing waits").isEmpty();
      assertThat(steps.add(batch(2, 1), 1e-3, 2).orElseThrow().ids()).hasSize(1);
      assertThat(steps.add(batch(3, 2), 1e-3, 3)).isEmpty();
      assertThat(steps.leaveOut(1e-3).orElseThrow().ids()).hasSize(2);
      assertThat(steps.leaveOut(1e-3)).as("nothing waits").isEmpty();
      assertThat(session.optimizerState().get("steps").longs()).containsExactly(2);
    }
  }

  @Test
  void aRefusedStepNamesTheSamplesOfTheBatchThatIsToBlame() {
    for (int together : new int[] {1, 3}) {
      try (TrainingSession session = TestNetworks.open(GRAPH, GRAPH.initialWeights(1))) {
        Weights before = session.weights();
        Steps steps = new Steps(session, together, 3);
        if (together > 1) {
          assertThat(steps.add(batch(1, 2), 1e-3, 1)).isEmpty();
        }
        LabelledBatch spoilt = batch(2, 1);
        spoilt.batch().data().put(3, Float.NaN);
        Step refused = steps.add(spoilt, 1e-3, 2).orElseThrow();
        assertThat(refused.result().applied()).isFalse();
        assertThat(refused.ids()).containsExactly("sample-0");
        assertThat(refused.result().losses()).containsExactly(Float.NaN);
        for (String name : before.names()) {
          assertThat(session.weights().get(name).sameAs(before.get(name))).isTrue();
        }
      }
    }
  }

  /** Seven samples in one batch, and in 3 + 3 + 1 of which the group of four is never full. */
  @ParameterizedTest
  @CsvSource({"8, 4, 2", "7, 4, 3", "7, 7, 1", "7, 100, 2"})
  void aTrainingInPartsIsThatInBigBatches(int samples, int accumulate, int maxSamples) {
    Config config =
        ConfigFactory.parseString(
            """
            corpus {
              type = synthetic, glosses = 3, signers = 1, max-length = 2
              sentences { train = %d, dev = 2, test = 1, test-unseen = 1 }
            }
            features { type = body-centred, face = false }
            normalizers = [ { type = per-sample-zscore } ]
            backbone { type = tcn-bilstm, channels = 8, hidden = 8, layers = 1, dropout = 0 }
            train { epochs = 3, threads = 1, batch.max-samples = %d, optimizer.eps = 1e-4 }
            """
                .formatted(samples, samples));
    Checkpoint big = train(config, "big");
    Checkpoint parts =
        train(
            ConfigFactory.parseString(
                    "train.batch { accumulate = %d, max-samples = %d }"
                        .formatted(accumulate, maxSamples))
                .withFallback(config),
            "parts");
    assertThat(parts.state().step()).isEqualTo(3).isEqualTo(big.state().step());
    for (String name : big.weights().names()) {
      float[] expected = big.weights().get(name).floats();
      float[] found = parts.weights().get(name).floats();
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i]).as(name).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  private Checkpoint train(Config config, String name) {
    RunFolder run = RunFolder.create(folder.resolve(name));
    Trainer.train(config, Registry.ofClassPath(), run, line -> {});
    return Checkpoint.read(run.last());
  }

  private static LabelledBatch batch(int seed, int samples) {
    int[] lengths = new int[samples];
    int[][] labels = new int[samples][];
    for (int i = 0; i < samples; i++) {
      lengths[i] = 5 + seed + i;
      labels[i] = new int[] {1, 2};
    }
    Batch batch = TestNetworks.batch(seed, lengths);
    return new LabelledBatch(batch, labels);
  }
}
