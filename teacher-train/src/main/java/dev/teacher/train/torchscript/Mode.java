package dev.teacher.train.torchscript;

/** What a printed network is for. */
enum Mode {
  /** No drop-out, running statistics, no gradients. */
  INFERENCE,
  /** The same numbers, with what LibTorch must keep for gradients. */
  GRADIENT,
  /** Drop-out, statistics of the batch, gradients. */
  TRAINING;

  /** LibTorch's recurrent layers drop what gradients need unless told that they train. */
  boolean keepsGradients() {
    return this != INFERENCE;
  }
}
