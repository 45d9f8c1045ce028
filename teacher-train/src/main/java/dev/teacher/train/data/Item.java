package dev.teacher.train.data;

import dev.teacher.api.data.Sample;

/**
 * A sample with its labels.
 *
 * @param sample the sample
 * @param labels vocabulary indices, none 0
 */
public record Item(Sample sample, int[] labels) {}
