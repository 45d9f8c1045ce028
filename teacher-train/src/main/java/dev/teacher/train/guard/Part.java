package dev.teacher.train.guard;

import dev.teacher.train.data.LabelledBatch;

/**
 * A batch of a step.
 *
 * @param batch inputs and labels
 * @param seed of drop-out
 */
public record Part(LabelledBatch batch, long seed) {}
