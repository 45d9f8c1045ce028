package dev.teacher.train.doctor.fault;

import static dev.teacher.train.doctor.fault.ConfigurationFaults.lines;

import dev.teacher.train.doctor.FindingKind;
import java.util.List;

/** Settings with which nothing is learned. */
final class TrainingFaults {
  private TrainingFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            "learning rate too high",
            "10",
            FindingKind.RATE_TOO_HIGH,
            lines("train.optimizer.learning-rate = 10")),
        Fault.of(
            "learning rate too high",
            "0.3",
            FindingKind.RATE_TOO_HIGH,
            lines("train.optimizer.learning-rate = 0.3")),
        Fault.of(
            "learning rate too low",
            "1e-8",
            FindingKind.RATE_TOO_LOW,
            lines("train.optimizer.learning-rate = 1e-8")),
        Fault.of(
            "learning rate too low",
            "1e-6",
            FindingKind.RATE_TOO_LOW,
            lines("train.optimizer.learning-rate = 1e-6")),
        Fault.of(
            "too much drop-out",
            "0.9",
            FindingKind.OVER_REGULARISED,
            lines("backbone.dropout = 0.9")),
        Fault.of(
            "too much drop-out",
            "0.95",
            FindingKind.OVER_REGULARISED,
            lines("backbone.dropout = 0.95")),
        Fault.of(
            "too much weight decay",
            "5",
            FindingKind.OVER_REGULARISED,
            lines("train.optimizer.weight-decay = 5")),
        Fault.of(
            "too much weight decay",
            "10",
            FindingKind.OVER_REGULARISED,
            lines("train.optimizer.weight-decay = 10")));
  }
}
