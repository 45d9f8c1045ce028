package dev.teacher.train.doctor;

/** Looks at one side of a patient. */
public interface Check {
  /** What files and options call it: {@code gradient-flow}. */
  String id();

  /** What people call it. */
  String title();

  /** What it asks, in a sentence. */
  String question();

  /**
   * Looks. What cannot be looked at is {@link CheckResult#cannotTell}, never an exception; an
   * exception is a fault of the check.
   */
  CheckResult examine(Patient patient);
}
