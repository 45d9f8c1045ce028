package dev.teacher.train.doctor.data;

import dev.teacher.train.doctor.Check;
import java.util.List;

/** The checks that need no training engine, in their order. */
public final class DataChecks {
  private DataChecks() {}

  /** Each a new one; they share what they read of a patient. */
  public static List<Check> all() {
    Looks looks = new Looks();
    return List.of(
        new ConfigurationCheck(looks),
        new LabelsCheck(looks),
        new SplitsCheck(looks),
        new FeaturesCheck(looks),
        new NormalisersCheck(looks),
        new StatisticsCheck(looks),
        new RecordingsCheck(looks));
  }
}
