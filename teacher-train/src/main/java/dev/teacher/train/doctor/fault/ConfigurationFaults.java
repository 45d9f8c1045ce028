package dev.teacher.train.doctor.fault;

import com.typesafe.config.ConfigFactory;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.FindingKind;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lines of the configuration that spoil a training. */
final class ConfigurationFaults {
  private ConfigurationFaults() {}

  /** A case with other lines, written as in a file. */
  static UnaryOperator<Case> lines(String lines) {
    return subject ->
        subject.with(ConfigFactory.parseString(lines).withFallback(subject.config()).resolve());
  }

  /** A case with another plugin in a section, of which nothing stays. */
  static UnaryOperator<Case> plugin(String section, String lines) {
    return subject ->
        lines(section + " { " + lines + " }")
            .apply(subject.with(subject.config().withoutPath(section)));
  }

  static List<Fault> all() {
    return List.of(
        Fault.of(
            "standardised twice",
            "global-stats and per-sample-zscore",
            FindingKind.DECLARED_TWICE,
            lines("normalizers = [ { type = global-stats }, { type = per-sample-zscore } ]")),
        Fault.of(
            "standardised twice",
            "per-sample-zscore and per-sample-zscore",
            FindingKind.DECLARED_TWICE,
            lines("normalizers = [ { type = per-sample-zscore }, { type = per-sample-zscore } ]")),
        Fault.of(
            "standardised twice",
            "global-stats and the network's input",
            FindingKind.DECLARED_TWICE,
            plugin("backbone", "type = i3d, preset = small, input-norm = true")),
        Fault.of(
            "clipped to nothing",
            "0.01",
            FindingKind.COLLAPSED_VARIANCE,
            lines(
                "normalizers = [ { type = global-stats }, { type = clip, min = -0.01, max = 0.01 } ]")),
        Fault.of(
            "clipped to nothing",
            "0.001 before standardising",
            FindingKind.COLLAPSED_VARIANCE,
            lines("normalizers = [ { type = clip, min = -0.001, max = 0.001 }, { type = none } ]")),
        Fault.of(
            "clipped to nothing",
            "0.001 before global-stats",
            FindingKind.COLLAPSED_VARIANCE,
            lines(
                "normalizers = [ { type = clip, min = -0.001, max = 0.001 }, { type = global-stats } ]")));
  }
}
