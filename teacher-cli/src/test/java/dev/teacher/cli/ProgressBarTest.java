package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.features.statistics.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final StringWriter err = new StringWriter();

  @Test
  void theBarMovesWithEachHundredthAndEndsItsLine() {
    Progress bar = new ProgressBar("measuring train", new PrintWriter(err));
    for (int i = 1; i <= 1000; i++) {
      bar.at(i, 1000);
    }
    String[] lines = err.toString().split("\r");
    assertThat(lines).hasSize(102); // the empty one before the first, 0 to 100 %
    assertThat(lines[51])
        .isEqualTo("measuring train [" + "#".repeat(15) + " ".repeat(15) + "] 50 %");
    assertThat(lines[101]).isEqualTo("measuring train [" + "#".repeat(30) + "] 100 %\n");
  }

  @Test
  void whatIsSoonOverSaysNothingWhereNobodyLooks() {
    Console console = new Console(new PrintWriter(err), new PrintWriter(err), false);
    Progress lines = ProgressBar.of("measuring train", "samples", console);
    lines.at(1, 2);
    lines.at(2, 2);
    assertThat(err.toString()).isEmpty();
  }
}
