package dev.teacher.train.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * A fault with what shows it.
 *
 * @param kind of fault
 * @param certainty of the finding
 * @param evidence the numbers that decided it, and what they were held against
 * @param cause how it spoils a training, in a sentence
 * @param places samples, columns, layers or lines concerned, the worst first
 * @param remedy what to do
 */
public record Finding(
    FindingKind kind,
    Certainty certainty,
    String evidence,
    String cause,
    List<String> places,
    Remedy remedy) {
  /** How sure a finding is. */
  public enum Certainty {
    /** It was seen itself. */
    SEEN,
    /** It was concluded from what it does. */
    CONCLUDED,
    /** It is worth knowing, and spoils nothing by itself. */
    NOTE;

    /** What files call it. */
    @JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Finding {
    places = List.copyOf(places);
  }

  /** A fault that was seen itself. */
  public static Finding seen(
      FindingKind kind, String evidence, String cause, List<String> places, Remedy remedy) {
    return new Finding(kind, Certainty.SEEN, evidence, cause, places, remedy);
  }

  /** A fault that explains what was seen. */
  public static Finding concluded(
      FindingKind kind, String evidence, String cause, List<String> places, Remedy remedy) {
    return new Finding(kind, Certainty.CONCLUDED, evidence, cause, places, remedy);
  }

  /** Something worth knowing. */
  public static Finding note(
      FindingKind kind, String evidence, String cause, List<String> places, Remedy remedy) {
    return new Finding(kind, Certainty.NOTE, evidence, cause, places, remedy);
  }

  /** Whether it makes its owner sick. */
  public boolean isFault() {
    return certainty != Certainty.NOTE;
  }
}
