package dev.teacher.train.doctor.network;

import dev.teacher.train.doctor.Check;
import java.util.List;

/** The checks that run the network. */
public final class NetworkChecks {
  private NetworkChecks() {}

  /** All of them, in the order of a report. */
  public static List<Check> all() {
    return List.of(
        new EngineNumbersCheck(),
        new ForwardCheck(),
        new GradientCheck(),
        new BatchCheck(),
        new AblationCheck(),
        new LearningCheck(),
        new ExportCheck(),
        new ScoringCheck());
  }
}
