package dev.teacher.train.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How much a diagnosis may cost. It is counted in samples and floating point operations, not in
 * seconds, so that the same patient gets the same diagnosis on a busy computer.
 */
public enum Effort {
  /** Under a minute for the shipped networks on two cores. */
  QUICK(60, 8, 2.5e12),
  /** A few minutes. */
  FULL(400, 32, 8e12);

  private final int recordings;
  private final int sentences;
  private final double operations;

  Effort(int recordings, int sentences, double operations) {
    this.recordings = recordings;
    this.sentences = sentences;
    this.operations = operations;
  }

  /** What files call it. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Recordings of each split whose frames are looked at. */
  public int recordings() {
    return recordings;
  }

  /** Sentences that go through the network. */
  public int sentences() {
    return sentences;
  }

  /** Floating point operations of all short trainings together, forward and backward. */
  public double operations() {
    return operations;
  }
}
