package dev.teacher.api.plugin;

import dev.teacher.api.data.Sample;
import java.util.List;

/** Annotations and splits of a corpus. */
public interface CorpusReader {
  /** The splits it has; {@code train} and {@code dev} at least. */
  List<String> splits();

  /** The samples of a split, in a stable order; an error for a split it does not have. */
  List<Sample> read(String split);
}
