package dev.teacher.features.statistics;

import dev.teacher.api.data.Sample;
import java.util.List;
import java.util.function.ToIntFunction;

/** Checksums of samples, by several threads. */
public final class Checksums {
  private Checksums() {}

  /**
   * The checksum of each sample.
   *
   * @param samples whose content counts
   * @param threads that work at once
   * @param checksum of a sample, see {@link Checksum}; asked by several threads
   * @param progress told after each sample
   */
  public static int[] of(
      List<Sample> samples, int threads, ToIntFunction<Sample> checksum, Progress progress) {
    int[] checksums = new int[samples.size()];
    new OrderedPass<Object, Integer>(
            samples.size(),
            threads,
            (value, index) -> {
              checksums[index] = value;
              progress.at(index + 1, samples.size());
            })
        .run(Object::new, (worker, index) -> checksum.applyAsInt(samples.get(index)));
    return checksums;
  }
}
