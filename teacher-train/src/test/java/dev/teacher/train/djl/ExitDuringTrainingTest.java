package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.TrainingSession;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** LibTorch frees its memory at the exit of the process, which may come in the middle of a step. */
class ExitDuringTrainingTest {
  /** Trains on one thread and exits on another, as Ctrl-C does. */
  static final class Main {
    private Main() {}

    /** The process that the test starts. */
    public static void main(String[] arguments) throws InterruptedException {
      Batch batch = TestNetworks.batch(1, 200, 180, 190, 200);
      int[][] labels = {{1, 2}, {3}, {4, 1}, {2}};
      TrainingSession session =
          TestNetworks.open(TestNetworks.recognizer(x -> x.lstm("lstm", 200, true)));
      session.step(batch, labels, 1e-4, 0);
      Thread training =
          new Thread(
              () -> {
                for (int step = 1; ; step++) {
                  session.step(batch, labels, 1e-4, step);
                }
              });
      training.setDaemon(true);
      training.start();
      TimeUnit.MILLISECONDS.sleep(300);
      System.out.println("leaving");
      System.exit(0);
    }
  }

  @Test
  void theProcessEndsWithoutACrash() throws IOException, InterruptedException {
    List<String> options = List.of("-XX:ErrorFile=/dev/null");
    assertThat(JavaProcess.run(Main.class, options, Map.of()).strip()).isEqualTo("leaving");
  }
}
