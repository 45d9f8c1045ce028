package dev.teacher.train.guard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What the guards measured in an epoch: part of its line in {@code metrics.jsonl}.
 *
 * @param gradientNorms root of the mean square over the steps, by layer
 * @param features of the first batch, after normalisation
 * @param skippedSteps of the training so far
 * @param output on dev, where a validation was made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EpochNumbers(
    Map<String, Double> gradientNorms,
    FeatureNumbers features,
    int skippedSteps,
    OutputNumbers output) {}
