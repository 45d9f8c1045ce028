package dev.teacher.train.loop;

import dev.teacher.api.plugin.Registry;
import dev.teacher.train.run.RunFolder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What a training works with beside its configuration.
 *
 * @param run its folder
 * @param registry finds plugins
 * @param progress takes lines for people
 * @param watcher is told after each batch, by the training's own thread
 * @param clock that says when checkpoints are due, in nanoseconds from anywhere
 */
record TrainingContext(
    RunFolder run,
    Registry registry,
    Consumer<String> progress,
    Consumer<StepProgress> watcher,
    LongSupplier clock) {}
