package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Transcribing needs the exported file alone: no training engine, no LibTorch. */
class TranscribeLoadsLittleIT {
  @Test
  void noClassOfTheTrainingEngineAndNoLibTorch() {
    String log =
        Teacher.run(
                Map.of("TEACHER_OPTS", "-Xlog:class+load,library=info:stdout"),
                "transcribe",
                "--model",
                Tiny.model(),
                Tiny.landmarks("dev", 1))
            .succeeds()
            .out();
    assertThat(log)
        .as("the log is one")
        .contains(
            "dev.teacher.model.transcribe.Transcriber source:",
            "ai.onnxruntime.OrtSession ",
            "libonnxruntime");
    assertThat(log).doesNotContain(" ai.djl.", "libtorch", "pytorch");
  }
}
