package dev.teacher.train.doctor;

import com.typesafe.config.Config;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.run.Checkpoint;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a doctor is asked to look at.
 *
 * @param config of the training
 * @param registry where plugins are looked up
 * @param checkpoint of a network that was trained so; without one, first weights are looked at
 * @param effort that may be made
 * @param seed of every draw
 * @param interference for trying the doctor
 * @param progress takes sentences for the user
 */
public record Case(
    Config config,
    Registry registry,
    Optional<Checkpoint> checkpoint,
    Effort effort,
    long seed,
    Interference interference,
    Consumer<String> progress) {
  /** The same with another configuration and without a checkpoint, which would not fit. */
  public Case with(Config other) {
    return new Case(other, registry, Optional.empty(), effort, seed, interference, progress);
  }

  /** The same with something else done to it. */
  public Case with(Interference other) {
    return new Case(config, registry, checkpoint, effort, seed, other, progress);
  }

  /** The same with another seed of draws. */
  public Case withSeed(long other) {
    return new Case(config, registry, checkpoint, effort, other, interference, progress);
  }
}
