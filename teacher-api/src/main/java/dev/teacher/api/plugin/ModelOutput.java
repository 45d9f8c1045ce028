package dev.teacher.api.plugin;

import java.util.Arrays;

/**
 * What a network gives for a batch.
 *
 * @param values float32 [batch * frames * channels], row-major; log-probabilities for a recogniser
 * @param frames output frames of the longest sample, padding included
 * @param channels size of the vocabulary, or feature columns
 * @param lengths valid output frames of each sample
 */
public record ModelOutput(float[] values, int frames, int channels, long[] lengths) {
  /** The valid frames of one sample, [lengths[sample] * channels]. */
  public float[] sample(int sample) {
    int from = sample * frames * channels;
    return Arrays.copyOfRange(values, from, from + Math.toIntExact(lengths[sample]) * channels);
  }
}
