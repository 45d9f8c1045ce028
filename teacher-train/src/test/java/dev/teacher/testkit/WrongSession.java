package dev.teacher.testkit;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import java.util.function.Supplier;

/** A sound session, for mistakes to be made in what is overridden. */
class WrongSession implements TrainingSession {
  final TrainingSession sound;

  WrongSession(TrainingSession sound) {
    this.sound = sound;
  }

  @Override
  public StepResult step(Batch batch, int[][] labels, double learningRate, long seed) {
    return sound.step(batch, labels, learningRate, seed);
  }

  @Override
  public StepResult accumulate(Batch batch, int[][] labels, long seed) {
    return sound.accumulate(batch, labels, seed);
  }

  @Override
  public StepResult apply(double learningRate) {
    return sound.apply(learningRate);
  }

  @Override
  public <T> T withAverage(Supplier<T> use) {
    return sound.withAverage(use);
  }

  @Override
  public float[] losses(Batch batch, int[][] labels) {
    return sound.losses(batch, labels);
  }

  @Override
  public ModelOutput run(Batch batch) {
    return sound.run(batch);
  }

  @Override
  public Weights gradients(Batch batch, int[][] labels) {
    return sound.gradients(batch, labels);
  }

  @Override
  public Weights weights() {
    return sound.weights();
  }

  @Override
  public Weights optimizerState() {
    return sound.optimizerState();
  }

  @Override
  public void restoreOptimizer(Weights state) {
    sound.restoreOptimizer(state);
  }

  @Override
  public void close() {
    sound.close();
  }
}
