package dev.teacher.features.corpus.check;

import java.util.List;

/** What the configured training asks of a corpus. */
public interface Expectations {
  /** The fewest output frames that can spell glosses under CTC. */
  int needed(List<String> glosses);

  /** The output frames that the configured network gives for that many input frames. */
  int available(int frames);

  /** Whether training goes on without sentences that are too short. */
  boolean dropsInfeasible();

  /** Whether glosses that training never saw are counted as errors rather than refused. */
  boolean countsUnknownGlosses();
}
