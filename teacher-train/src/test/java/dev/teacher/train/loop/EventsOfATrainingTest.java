package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.guard.FeatureCorpus;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import dev.teacher.train.tensorboard.EventRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsOfATrainingTest {
  @TempDir Path folder;

  @Test
  void aValidationShowsWeightsGradientsAndHypotheses() throws IOException {
    FeatureCorpus corpus = new FeatureCorpus(folder.resolve("corpus"));
    RunFolder run = RunFolder.create(folder.resolve("run"));
    String config = corpus.config("", "epochs = 4, validate-every = 2");
    List<StepProgress> told = new ArrayList<>();
    Trainer.train(
        ConfigFactory.parseString(config), Registry.ofClassPath(), run, line -> {}, told::add);

    EventRecords events = EventRecords.of(run.path());
    Weights weights = Checkpoint.read(run.last()).weights();
    for (String name : weights.names()) {
      Tensor weight = weights.get(name);
      float smallest = Float.POSITIVE_INFINITY;
      float largest = Float.NEGATIVE_INFINITY;
      for (float value : weight.floats()) {
        smallest = Math.min(smallest, value);
        largest = Math.max(largest, value);
      }
      assertThat(events.moments("20 weights/" + name))
          .startsWith(smallest, largest, weight.floats().length);
      double[] gradient = events.moments("20 gradients/" + name);
      assertThat(gradient[2]).as("numbers of " + name).isEqualTo(weight.floats().length);
      assertThat(gradient[4]).as("squares of " + name).isPositive();
    }
    assertThat(events.values()).containsKey("10 gradients/head.weight");
    assertThat(events.values()).as("not validated").doesNotContainKey("5 gradients/head.weight");
    assertThat(events.text("20 dev/worst"))
        .startsWith("| sample | signed | recognised | errors |\n|---|---|---|---|\n| d")
        .contains("| A B");

    assertThat(told).as("once a batch").hasSize(20);
    StepProgress last = told.get(19);
    assertThat(last.epoch()).isEqualTo(4);
    assertThat(last.batch()).isEqualTo(last.batches()).isEqualTo(5);
    assertThat(last.secondsLeft()).isZero();
    assertThat(last.wer()).as("of epoch 2").isPresent();
    double loss = run.metrics().get(3).get("loss").asDouble();
    assertThat(last.loss()).as("that of the epoch").hasValue(loss);
  }
}
