package dev.teacher.cli;

import dev.teacher.api.error.Category;
import dev.teacher.train.replay.Replay;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Repeats a step that was not finite. */
@Command(
    name = "replay",
    description =
        "Repeat a training step that was not finite, from the crash capsule that it left, and name"
            + " the first operation whose result is not finite, or the engine if it failed. Exit"
            + " code 4 in both cases.")
final class ReplayCommand implements Callable<Integer> {
  @Mixin CommonOptions common;

  @Parameters(
      paramLabel = "CAPSULE",
      description = "The folder that the training left, such as runs/NAME/crash/step-12.")
  Path capsule;

  @Override
  public Integer call() {
    Console console = common.console();
    Replay replay = Replay.of(capsule, common.registry(), console::progress);
    console.result(replay, text(replay));
    return replay.repeats() || replay.engine() != null ? Category.FINDING.exitCode() : 0;
  }

  private static String text(Replay replay) {
    StringBuilder text = new StringBuilder();
    text.append("epoch ").append(replay.epoch()).append(", step ").append(replay.step());
    text.append(": ").append(replay.name()).append(", ").append(replay.evidence()).append('\n');
    replay.input().forEach(place -> text.append("  input: ").append(place).append('\n'));
    if (!replay.weights().isEmpty()) {
      String names = String.join(", ", replay.weights());
      text.append("  weights that are not finite: ").append(names).append('\n');
    }
    if (replay.culprit() != null) {
      text.append("  first operation whose ")
          .append(replay.culprit().pass().equals("forward") ? "output" : "gradient")
          .append(" is not finite: ")
          .append(replay.culprit().operation())
          .append(" of layer ")
          .append(replay.culprit().layer())
          .append(", ")
          .append(replay.culprit().output())
          .append('\n');
    }
    return text.append(verdict(replay)).toString();
  }

  private static String verdict(Replay replay) {
    if (replay.engine() != null) {
      return "faulty-engine: the step is finite in the safe form of the engine's operations; to"
          + " blame is "
          + replay.engine().operation()
          + " "
          + replay.engine().evidence();
    }
    return replay.repeats() ? "the step repeats" : "the step is finite this time";
  }
}
