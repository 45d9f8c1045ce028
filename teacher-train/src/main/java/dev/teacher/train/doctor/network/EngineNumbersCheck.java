package dev.teacher.train.doctor.network;

import dev.teacher.api.error.TeacherException;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.engine.EngineFault;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the engine computes the network's operations right on this machine. It comes before all
 * that looks at numbers of the engine: what follows uses the safe form of what is wrong.
 */
final class EngineNumbersCheck implements Check {
  @Override
  public String id() {
    return "engine";
  }

  @Override
  public String title() {
    return "The engine";
  }

  @Override
  public String question() {
    return "Does the engine compute this network's operations right on this machine?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    try {
      patient.backend().checked(patient.graph(), patient.settings().options());
    } catch (TeacherException e) { // an operation without a form that is right: a finding below
      findings.addAll(unsafe(patient));
      if (findings.isEmpty()) {
        throw e;
      }
    }
    List<EngineFault> faults = patient.backend().memory().faults();
    faults.stream()
        .filter(EngineFault::safe)
        .map(EngineNumbersCheck::finding)
        .forEach(findings::add);
    int right = patient.backend().memory().rightPieces();
    String summary =
        faults.isEmpty()
            ? right + " operations at their widths give what plain Java gives"
            : faults.size() + " kinds of operations are computed wrong on this machine";
    return CheckResult.of(summary, findings, List.of());
  }

  private static List<Finding> unsafe(Patient patient) {
    return patient.backend().memory().faults().stream()
        .filter(fault -> !fault.safe())
        .map(EngineNumbersCheck::finding)
        .toList();
  }

  private static Finding finding(EngineFault fault) {
    return Finding.seen(
        FindingKind.FAULTY_ENGINE,
        fault.operation() + ", " + fault.evidence(),
        "sound data and a sound network give wrong numbers or none",
        List.of(fault.operation()),
        Remedy.of(
            fault.safe()
                ? "nothing: the operation is computed in its safe form, which costs time; another"
                    + " version of the library may not need it"
                : "train with another version of the library, or on another processor"));
  }
}
