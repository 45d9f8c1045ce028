package dev.teacher.train.data;

import dev.teacher.api.data.Batch;

/**
 * A batch ready for a training step.
 *
 * @param batch the inputs
 * @param labels vocabulary indices of each sample
 */
public record LabelledBatch(Batch batch, int[][] labels) {}
