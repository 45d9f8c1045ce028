package dev.teacher.api.plugin;

/**
 * How steps are made: by an optimiser after clipping the global norm.
 *
 * @param optimizer moves the weights
 * @param clipNorm largest global gradient norm; 0 for no clipping
 * @param threads engine threads; 0 for all cores
 */
public record TrainingOptions(Optimizer optimizer, double clipNorm, int threads) {}
