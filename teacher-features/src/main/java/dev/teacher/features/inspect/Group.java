package dev.teacher.features.inspect;

import java.util.List;

/**
 * Recordings of one layout.
 *
 * @param recordings their names
 * @param inspection what their columns are
 */
public record Group(List<String> recordings, Inspection inspection) {
  public Group {
    recordings = List.copyOf(recordings);
  }
}
