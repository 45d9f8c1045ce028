package dev.teacher.features.statistics;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import java.util.List;
import java.util.function.Supplier;

/**
 * One pass over the frames of samples that computes their statistics: several threads read, each a
 * sample at a time, and their results are put together in the order of the samples, so the result
 * is the same to the last bit whatever the number of threads. Memory does not grow with the data.
 */
public final class StatisticsPass {
  /** Seed of the frames that quantiles are taken from. */
  private static final long SEED = 20_260_101;

  private final Layout layout;
  private final List<Sample> samples;
  private final int threads;
  private final Progress progress;

  /**
   * @param layout of the columns
   * @param samples in the order of the corpus
   * @param threads that work at once
   * @param progress told after each sample
   */
  public StatisticsPass(Layout layout, List<Sample> samples, int threads, Progress progress) {
    this.layout = layout;
    this.samples = List.copyOf(samples);
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Reads every row.
   *
   * @param origin what the rows are, with any hash; the result has the right one
   * @param sources gives each thread where its rows come from
   */
  public SplitStatistics run(Origin origin, Supplier<RowSource> sources) {
    if (samples.isEmpty()) {
      throw Problem.data("there is nothing to measure")
          .where("split " + origin.split())
          .exception();
    }
    int[] lengths = samples.stream().mapToInt(sample -> sample.source().frames()).toArray();
    FramePicks picks = FramePicks.draw(lengths, layout.width(), SEED);
    SplitTotals totals = new SplitTotals(layout, samples);
    new OrderedPass<SampleReader, SampleReader.Result>(
            samples.size(),
            threads,
            (result, index) -> {
              totals.add(index, result);
              progress.at(index + 1, samples.size());
            })
        .run(
            () -> new SampleReader(layout, picks, sources.get()),
            (reader, index) -> reader.read(index, samples.get(index)));
    return totals.statistics(origin, picks, threads);
  }
}
