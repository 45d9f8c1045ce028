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
            "0.97",
            FindingKind.OVER_REGULARISED,
            lines("backbone.dropout = 0.97")),
        Fault.of(
            "too much drop-out",
            "0.99",
            FindingKind.OVER_REGULARISED,
            lines("backbone.dropout = 0.99")),
        Fault.of(
            "too much weight decay",
            "100",
            FindingKind.OVER_REGULARISED,
            lines("train.optimizer.weight-decay = 100")),
        Fault.of(
            "too much weight decay",
            "500",
            FindingKind.OVER_REGULARISED,
            lines("train.optimizer.weight-decay = 500")));
  }
}
