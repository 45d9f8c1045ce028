package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that open an exported file, with more to say than usual. */
class LongCommandLineIT {
  @Test
  void transcribesAThousandFiles() {
    List<Object> arguments =
        new ArrayList<>(List.of("transcribe", "--json", "--model", Tiny.model()));
    arguments.addAll(Collections.nCopies(1000, Tiny.landmarks("dev", 1)));
    assertThat(Teacher.run(arguments.toArray()).json().get("files")).hasSize(1000);
  }

  @Test
  void evaluatesWithSixtyKilobytesOfOptions() {
    List<Object> arguments = new ArrayList<>(List.of("evaluate", "--json", Tiny.model()));
    int length = 0;
    while (length < 60_000) {
      String option = "corpus.root=" + Tiny.CORPUS;
      arguments.addAll(List.of("--set", option));
      length += "--set".length() + option.length() + 2;
    }
    assertThat(Teacher.run(arguments.toArray()).json().get("hypotheses")).hasSize(4);
  }
}
