package dev.teacher.train.loop;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.train.data.BatchPlan;
import dev.teacher.train.data.FrameCache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs a model over samples, whatever engine computes it.
 *
 * @param cache where frames come from
 * @param plan how samples are put into batches; it does not change the results
 */
public record SplitRunner(FrameCache cache, BatchPlan plan) {
  /**
   * The log-probabilities of a sample's valid output frames.
   *
   * @param values [frames * classes]
   * @param frames valid output frames
   * @param classes size of the vocabulary
   */
  public record LogProbs(float[] values, int frames, int classes) {}

  /** The log-probabilities of every sample, by id, in the order of {@code samples}. */
  public Map<String, LogProbs> run(List<Sample> samples, Function<Batch, ModelOutput> model) {
    Map<String, LogProbs> results = new LinkedHashMap<>();
    samples.forEach(sample -> results.put(sample.id(), null));
    for (List<Sample> group : plan.inOrder(samples, sample -> sample.source().frames())) {
      List<float[]> rows = new ArrayList<>();
      group.forEach(sample -> rows.add(cache.get(sample).values()));
      List<String> ids = group.stream().map(Sample::id).toList();
      ModelOutput output = model.apply(Batch.of(ids, rows, cache.layout().width()));
      for (int i = 0; i < ids.size(); i++) {
        int frames = Math.toIntExact(output.lengths()[i]);
        results.put(ids.get(i), new LogProbs(output.sample(i), frames, output.channels()));
      }
    }
    return results;
  }
}
