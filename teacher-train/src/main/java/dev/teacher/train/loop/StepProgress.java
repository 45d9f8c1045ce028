package dev.teacher.train.loop;

import java.util.OptionalDouble;

/**
 * How far a training is after one of its batches.
 *
 * @param epoch from 1
 * @param epochs of the whole training
 * @param batch of the epoch, from 1
 * @param batches of the epoch
 * @param loss mean over the epoch's samples so far; none before its first step
 * @param gradientNorm mean over the epoch's steps so far, before clipping; none before the first
 * @param wer on dev at the last validation, a fraction; none before the first
 * @param framesPerSecond of the epoch so far, without padding
 * @param secondsLeft to the end of the training, if it takes all its epochs and they go on as those
 *     of this session went so far, validations included
 */
public record StepProgress(
    int epoch,
    int epochs,
    int batch,
    int batches,
    OptionalDouble loss,
    OptionalDouble gradientNorm,
    OptionalDouble wer,
    double framesPerSecond,
    double secondsLeft) {}
