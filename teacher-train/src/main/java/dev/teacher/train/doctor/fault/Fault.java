package dev.teacher.train.doctor.fault;

import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.FindingKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A fault in one of its strengths.
 *
 * @param name of the fault
 * @param strength how much of it
 * @param right the findings that name it; most have one
 * @param infection makes a healthy case sick
 */
public record Fault(
    String name, String strength, Set<FindingKind> right, UnaryOperator<Case> infection) {
  public Fault {
    right = Set.copyOf(right);
  }

  static Fault of(String name, String strength, FindingKind right, UnaryOperator<Case> infection) {
    return new Fault(name, strength, EnumSet.of(right), infection);
  }

  static Fault of(
      String name,
      String strength,
      FindingKind right,
      FindingKind orRight,
      UnaryOperator<Case> infection) {
    return new Fault(name, strength, EnumSet.of(right, orRight), infection);
  }

  /** Name and strength. */
  public String id() {
    return name + ": " + strength;
  }

  /** Every fault there is, those nearest to the annotation first. */
  public static List<Fault> all() {
    return Stream.of(
            ConfigurationFaults.all(),
            LabelFaults.all(),
            FilterFaults.all(),
            RecordingFaults.all(),
            StandardisedFaults.all(),
            StatisticsFaults.all(),
            NetworkFaults.all(),
            TrainingFaults.all(),
            ResultFaults.all())
        .flatMap(List::stream)
        .toList();
  }
}
