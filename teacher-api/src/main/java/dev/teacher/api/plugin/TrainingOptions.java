package dev.teacher.api.plugin;

/**
 * How steps are made: AdamW (Loshchilov and Hutter 2019) after clipping the global norm.
 *
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param eps added to the root of the second moment
 * @param weightDecay decoupled decay a step, times the learning rate
 * @param clipNorm largest global gradient norm; 0 for no clipping
 * @param threads engine threads; 0 for all cores
 */
public record TrainingOptions(
    double beta1, double beta2, double eps, double weightDecay, double clipNorm, int threads) {}
