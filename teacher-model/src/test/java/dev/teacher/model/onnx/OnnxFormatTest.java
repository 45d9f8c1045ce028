package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormatFactory;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.testkit.ModelFormatContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFormatTest extends ModelFormatContract {
  @Override
  protected ModelFormatFactory factory() {
    return new OnnxFormatFactory();
  }

  @TempDir private Path folder;
  private InferenceModel model;

  @BeforeEach
  void load() {
    Path file = SmallModels.write(SmallModels.recognizer(8), folder.resolve("model.onnx"));
    model = new OnnxFormat(1).load(file);
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
