package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Batch;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxBackendTest {
  @TempDir private Path folder;
  private InferenceModel model;

  @BeforeEach
  void load() {
    Path file = SmallModels.write(SmallModels.recognizer(8), folder.resolve("model.onnx"));
    model = new OnnxBackend(1).load(file);
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void givesLogProbabilitiesOfEverySample() {
    ModelOutput output = model.run(SmallModels.batch(1, 4, 9));
    assertThat(output.frames()).isEqualTo(9);
    assertThat(output.channels()).isEqualTo(SmallModels.CLASSES);
    assertThat(output.lengths()).containsExactly(4, 9);
    double sum = 0;
    for (float logProb : output.sample(0)) {
      sum += Math.exp(logProb);
    }
    assertThat(sum).isBetween(3.999, 4.001);
    assertThat(model.inputWidth()).isEqualTo(SmallModels.WIDTH);
    assertThat(model.metadata()).containsEntry(ModelMetadata.FORMAT_VERSION_KEY, "1");
  }

  @Test
  void readsTheBufferOfABatchFromItsStartWithoutMovingIt() {
    Batch batch = SmallModels.batch(1, 4, 9);
    float[] expected = model.run(batch).values();
    batch.data().position(5).limit(20);
    assertThat(model.run(batch).values()).isEqualTo(expected);
    assertThat(batch.data().position()).isEqualTo(5);
    assertThat(batch.data().limit()).isEqualTo(20);
  }

  @Test
  void refusesSamplesOfAnotherWidth() {
    Batch batch = Batch.of(List.of("a"), List.of(new float[10]), 5);
    assertThatThrownBy(() -> model.run(batch))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("model.onnx", "[a]", "12 columns", "5 columns");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 10, Long.MAX_VALUE})
  void refusesImpossibleLengthsAndNamesTheSample(long length) {
    Batch good = SmallModels.batch(1, 4, 9);
    Batch bad = new Batch(2, 9, 12, good.data(), new long[] {4, length}, good.ids());
    assertThatThrownBy(() -> model.run(bad))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("sample1", "1 to 9 frames", length + " frames");
  }

  @Test
  void refusesBuffersThatWouldBeReadWrongly() {
    Batch good = SmallModels.batch(1, 4);
    ByteBuffer foreign = ByteBuffer.allocateDirect(4 * 48);
    foreign.order(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
            ? ByteOrder.BIG_ENDIAN
            : ByteOrder.LITTLE_ENDIAN);
    for (FloatBuffer data : List.of(FloatBuffer.allocate(48), foreign.asFloatBuffer())) {
      Batch bad = new Batch(1, 4, 12, data, good.lengths(), good.ids());
      assertThatThrownBy(() -> model.run(bad))
          .isInstanceOf(TeacherException.class)
          .hasMessageContaining("direct buffer");
    }
    Batch longer = new Batch(1, 5, 12, good.data(), good.lengths(), good.ids());
    assertThatThrownBy(() -> model.run(longer)).hasMessageContaining("60 numbers");
  }

  @Test
  void closesTwiceAndDoesNotRunAfterwards() {
    model.close();
    model.close();
    assertThatThrownBy(() -> model.run(SmallModels.batch(1, 4)))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.INTERNAL))
        .hasMessageContainingAll("closed", "model.onnx");
  }

  @Test
  void givesTheSameAnswersToFourThreadsAtOnce() throws Exception {
    List<Batch> batches = new ArrayList<>();
    List<float[]> expected = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      batches.add(SmallModels.batch(i, 3 + i, 20 - i));
      expected.add(model.run(batches.get(i)).values());
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int task = 0; task < 200; task++) {
        int which = task % 4;
        answers.add(
            pool.submit(
                () -> Arrays.equals(model.run(batches.get(which)).values(), expected.get(which))));
      }
      for (Future<Boolean> answer : answers) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void closingWaitsForRunsAndLaterOnesFailCleanly() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        runs.add(pool.submit(() -> model.run(SmallModels.batch(1, 50, 60))));
      }
      runs.get(3).get();
      model.close();
      for (Future<?> run : runs) {
        try {
          run.get();
        } catch (ExecutionException e) {
          assertThat(e.getCause()).hasMessageContaining("closed");
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
