package dev.teacher.train.doctor;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to do about a finding.
 *
 * @param text for people
 * @param overrides lines of the configuration, as {@code key=value}, that do it; empty where
 *     something else must be mended
 * @param without ids of samples without which it would not be; empty where none are to blame
 */
public record Remedy(String text, List<String> overrides, Set<String> without) {
  public Remedy {
    overrides = List.copyOf(overrides);
    without = Collections.unmodifiableSet(new TreeSet<>(without)); // in an order that stays
  }

  /** Something that only people can do. */
  public static Remedy of(String text) {
    return new Remedy(text, List.of(), Set.of());
  }

  /** A change of the configuration. */
  public static Remedy change(String text, String... overrides) {
    return new Remedy(text, List.of(overrides), Set.of());
  }

  /** Samples to mend or to leave out. */
  public static Remedy without(String text, Set<String> samples) {
    return new Remedy(text, List.of(), samples);
  }

  /** Whether a training can try it. */
  public boolean isTriable() {
    return !overrides.isEmpty() || !without.isEmpty();
  }
}
