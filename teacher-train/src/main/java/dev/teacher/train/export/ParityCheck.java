package dev.teacher.train.export;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.Decoder;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.train.data.BatchPlan;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.loop.SplitRunner;
import dev.teacher.train.loop.SplitRunner.LogProbs;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Compares two engines on real samples: same hypotheses, log-probabilities no more apart than a
 * tolerance, whatever the batches.
 */
public final class ParityCheck {
  /** The largest difference of two log-probabilities. */
  public static final double TOLERANCE = 1e-4;

  private static final List<Integer> BATCH_SIZES = List.of(1, 4, 16);

  /**
   * What was compared.
   *
   * @param samples compared, with each batch size
   * @param largestDifference of two log-probabilities
   * @param batchSizes that were tried
   */
  public record Result(int samples, double largestDifference, List<Integer> batchSizes) {}

  private final Decoder decoder;
  private final Vocabulary vocabulary;
  private final FrameCache cache;

  /**
   * @param decoder reads the glosses that must be equal
   * @param vocabulary of the model
   * @param cache where landmarks come from
   */
  public ParityCheck(Decoder decoder, Vocabulary vocabulary, FrameCache cache) {
    this.decoder = decoder;
    this.vocabulary = vocabulary;
    this.cache = cache;
  }

  /** Compares; a finding that names the first sample that differs. */
  public Result run(
      List<Sample> samples,
      Function<Batch, ModelOutput> trained,
      Function<Batch, ModelOutput> exported) {
    Map<String, LogProbs> expected = runner(1).run(samples, trained);
    double largest = 0;
    for (int size : BATCH_SIZES) {
      Map<String, LogProbs> found = runner(size).run(samples, exported);
      for (Sample sample : samples) {
        double difference =
            compare(sample.id(), size, expected.get(sample.id()), found.get(sample.id()));
        largest = Math.max(largest, difference);
      }
    }
    return new Result(samples.size(), largest, BATCH_SIZES);
  }

  private SplitRunner runner(int batchSize) {
    return new SplitRunner(cache, new BatchPlan(Integer.MAX_VALUE, batchSize));
  }

  private double compare(String id, int batchSize, LogProbs expected, LogProbs found) {
    String where = "sample " + id + ", batch size " + batchSize;
    if (expected.frames() != found.frames()) {
      throw differs(where, expected.frames() + " output frames", found.frames());
    }
    double largest = 0;
    for (int i = 0; i < expected.values().length; i++) {
      double difference = Math.abs(expected.values()[i] - found.values()[i]);
      if (!(difference <= TOLERANCE)) { // NaN too
        throw differs(
            where + ", output frame " + i / expected.classes(),
            expected.values()[i] + " within " + TOLERANCE,
            found.values()[i]);
      }
      largest = Math.max(largest, difference);
    }
    List<String> said = glosses(expected);
    if (!said.equals(glosses(found))) {
      throw differs(where, said, glosses(found));
    }
    return largest;
  }

  private List<String> glosses(LogProbs output) {
    return decoder.decode(output.values(), output.frames(), output.classes()).stream()
        .map(token -> vocabulary.gloss(token.entry()))
        .toList();
  }

  private static RuntimeException differs(String where, Object expected, Object found) {
    return Problem.finding("the exported model does not give what the trained one gives")
        .where(where)
        .expected(expected)
        .found(found)
        .remedy("do not use the file; please report this with the run's config.conf")
        .exception();
  }
}
