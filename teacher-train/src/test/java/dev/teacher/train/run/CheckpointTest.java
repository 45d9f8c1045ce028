package dev.teacher.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final FeatureStatistics STATISTICS =
      new FeatureStatistics(
          Layout.parse("x: a=1, b=1"), 7, 2, List.of(0.1, -1e-17), List.of(1 / 3.0, 0.0), "hash");

  private static final EpochState MIDST =
      new EpochState(
          17,
          "0badcafe",
          new EpochState.Sums(1e300 / 3, 34, 0.1, 1e-9, 16, 1L << 40, 5, 1e-3 / 3, 0.5, 0.25),
          new EpochState.Gradients(List.of(0.1 + 0.2, 0.0), 16));

  private static final GuardState GUARDS =
      new GuardState(
          List.of(1 / 3.0, 2e-300),
          new GuardState.Norms(List.of(0.1 + 0.2), List.of(1 / 7.0), null, 1e-3 / 3, 7, 0.0),
          Map.of("block1.conv", List.of(1 / 9.0, 5.0), "head", List.of(1e300 / 3)),
          new GuardState.Outputs(Map.of(2, 1 / 3.0, 10, 0.1), true, false));

  @TempDir Path folder;

  @Test
  void everythingComesBackToTheBit() {
    Path place = folder.resolve("checkpoints/last");
    Checkpoint written = checkpoint(3, Optional.of(STATISTICS));
    written.write(place, weights(5));

    Checkpoint read = Checkpoint.read(place);
    assertThat(read.state()).isEqualTo(written.state());
    assertThat(read.config()).isEqualTo(written.config());
    assertThat(read.vocabulary()).isEqualTo(written.vocabulary());
    assertThat(read.statistics()).isEqualTo(written.statistics());
    assertThat(read.schedule()).isEqualTo(written.schedule()).isPresent();
    assertThat(read.epoch()).contains(MIDST);
    assertThat(read.guards()).contains(GUARDS);
    assertThat(read.weights().get("w").floats()).isEqualTo(new float[] {3, Float.MIN_VALUE});
    assertThat(Checkpoint.optimizer(place).get("w").floats()).startsWith(5);
    assertThat(read.resolvedConfig(List.of("name=b")).getString("name")).isEqualTo("b");
  }

  @Test
  void aCheckpointWithoutStatisticsScheduleBegunEpochOrGuardsKeepsNoneOfAnOlderOne() {
    Path place = folder.resolve("last");
    checkpoint(3, Optional.of(STATISTICS)).write(place, weights(1));
    checkpoint(2, Optional.empty()).write(place, weights(2));
    assertThat(Checkpoint.read(place).statistics()).isEmpty();
    assertThat(Checkpoint.read(place).epoch()).isEmpty();
    assertThat(Checkpoint.read(place).schedule()).isEmpty();
    assertThat(Checkpoint.read(place).guards()).isEmpty();
    assertThat(Checkpoint.read(place).state().epoch()).isEqualTo(2);
  }

  @Test
  void itIsFoundBetweenTheTwoRenamesOfItsReplacement() throws IOException {
    Path place = folder.resolve("last");
    checkpoint(1, Optional.empty()).write(place, weights(1));
    Files.move(place, folder.resolve(".last.old"));
    assertThat(Checkpoint.isCheckpoint(place)).isTrue();
    assertThat(Checkpoint.read(place).state().epoch()).isEqualTo(1);
    assertThat(Checkpoint.optimizer(place).get("w").floats()).startsWith(1);
  }

  @Test
  void aFolderWithoutStateIsNone() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(Checkpoint.isCheckpoint(empty)).isFalse();
    assertThatThrownBy(() -> Checkpoint.read(empty))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("no checkpoint")
        .hasMessageContaining(empty.toString());
  }

  @Test
  void statisticsThatContradictThemselvesAreDamage() throws IOException {
    Path place = folder.resolve("last");
    checkpoint(1, Optional.of(STATISTICS)).write(place, weights(1));
    Path file = place.resolve("feature-stats.json");
    Files.writeString(file, Files.readString(file).replace("a=1", "a=2"));
    assertThatThrownBy(() -> Checkpoint.read(place))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("statistics are damaged")
        .hasMessageContaining(file.toString());
  }

  @Test
  void aCheckpointOfAnOlderFormatStandsBetweenEpochs() throws IOException {
    Path place = folder.resolve("last");
    checkpoint(2, Optional.empty()).write(place, weights(1));
    Path state = place.resolve("state.json");
    Files.writeString(state, Files.readString(state).replace("\"format\" : 3", "\"format\" : 2"));
    Checkpoint read = Checkpoint.read(place);
    assertThat(read.state().format()).isEqualTo(2);
    assertThat(read.epoch()).isEmpty();
    assertThat(read.state().hashesAnnotations()).isFalse();
    assertThat(read.state().withDataHash("more").format()).isEqualTo(TrainingState.FORMAT);
  }

  private static Checkpoint checkpoint(int epoch, Optional<FeatureStatistics> statistics) {
    TrainingState state =
        new TrainingState(
            TrainingState.FORMAT,
            epoch,
            40L * epoch,
            1 / 3.0,
            Double.MAX_VALUE,
            1,
            Long.MIN_VALUE,
            "in: a=1",
            "x: a=1, b=1",
            "data",
            Map.of("java", "17"));
    return new Checkpoint(
        state,
        "name=a",
        Vocabulary.of(List.of(List.of("Ä", "B"))),
        statistics,
        weights(epoch),
        epoch == 3 ? Optional.of(new ScheduleState(1 / 3.0, 0.1, 4)) : Optional.empty(),
        epoch == 3 ? Optional.of(MIDST) : Optional.empty(),
        epoch == 3 ? Optional.of(GUARDS) : Optional.empty());
  }

  private static Weights weights(float first) {
    Weights weights = new Weights();
    weights.put("w", Tensor.of(new float[] {first, Float.MIN_VALUE}, 2));
    return weights;
  }
}
