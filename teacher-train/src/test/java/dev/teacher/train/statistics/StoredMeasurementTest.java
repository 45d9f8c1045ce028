package dev.teacher.train.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Sample;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.features.statistics.Progress;
import dev.teacher.features.statistics.SplitStatistics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredMeasurementTest {
  @TempDir Path folder;

  private ReadyCorpus corpus;

  @BeforeEach
  void write() {
    corpus = new ReadyCorpus(folder);
  }

  @Test
  void whatIsNotFiniteIsCountedRatherThanRefused() {
    float[] values = corpus.values("s2");
    values[3 * ReadyCorpus.WIDTH + 4] = Float.NaN;
    corpus.write("s2", values);
    SplitStatistics statistics = run();
    assertThat(statistics.isFinite()).isFalse();
    assertThat(statistics.columns().get(4).summary().nan()).isEqualTo(1);
    assertThat(statistics.columns().get(4).summary().count()).isEqualTo(20 + 21 + 22 + 23);
    assertThat(statistics.nonFinite()).hasSize(1);
    assertThat(statistics.nonFinite().get(0).sample()).isEqualTo("s2");
    assertThat(statistics.nonFinite().get(0).frame()).isEqualTo(3);
    assertThat(statistics.nonFinite().get(0).name()).isEqualTo("hands[1]");
  }

  @Test
  void columnsThatNobodyDeclaredHaveNumbersForNames() {
    for (int i = 0; i < 4; i++) {
      corpus.write("s" + i, new float[7 * 3], 7);
    }
    SplitStatistics statistics = run();
    assertThat(statistics.layout().width()).isEqualTo(7);
    assertThat(statistics.columns().get(6).name()).isEqualTo("column[6]");
  }

  @Test
  void theColumnsOfKnownFilesHaveTheirNames() {
    for (int i = 0; i < 4; i++) {
      corpus.write("s" + i, new float[1662 * 2], 1662);
    }
    assertThat(run().columns().get(131).name()).isEqualTo("pose[131]");
  }

  @Test
  void filesOfDifferentWidthAreRefused() {
    corpus.write("s3", new float[7 * 3], 7);
    assertThatThrownBy(this::run)
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("different numbers of columns")
        .hasMessageContaining(corpus.file("s3").toString())
        .hasMessageContaining(corpus.file("s0").toString());
  }

  private SplitStatistics run() {
    Experiment experiment = corpus.experiment("");
    List<Sample> samples = experiment.openStoredCorpus().read("train");
    return StoredMeasurement.run(experiment, "train", Optional.empty(), samples, Progress.NONE);
  }
}
