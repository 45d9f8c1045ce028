package dev.teacher.train.loop;

import dev.teacher.features.corpus.check.Expectations;
import dev.teacher.train.data.CtcBudget;
import dev.teacher.train.data.SplitLoader;
import java.util.List;

/**
 * What a configured training asks of its corpus.
 *
 * @param train the section {@code train}
 * @param stride input frames an output frame
 */
public record CorpusExpectations(TrainSettings train, int stride) implements Expectations {
  @Override
  public int needed(List<String> glosses) {
    return CtcBudget.needed(glosses.stream().mapToInt(glosses::indexOf).toArray());
  }

  @Override
  public int available(int frames) {
    return CtcBudget.available(frames, stride);
  }

  @Override
  public boolean dropsInfeasible() {
    return train.get(TrainSettings.INFEASIBLE) == SplitLoader.Infeasible.DROP;
  }

  @Override
  public boolean countsUnknownGlosses() {
    return train.unknownGlosses() == SplitLoader.UnknownGloss.COUNT;
  }
}
