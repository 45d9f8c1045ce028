package dev.teacher.features.inspect;

import java.util.List;

/**
 * A segment of a declared layout that the data contradict.
 *
 * @param segment its name
 * @param from its first column
 * @param to the column after its last
 * @param instead what stands in these columns, piece by piece
 */
public record Contradiction(String segment, int from, int to, List<String> instead) {
  public Contradiction {
    instead = List.copyOf(instead);
  }
}
