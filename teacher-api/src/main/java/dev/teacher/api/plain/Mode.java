package dev.teacher.api.plain;

/**
 * What a graph is run for.
 *
 * @param training whether drop-out drops and batch norm looks at the batch
 * @param seed of drop-out
 */
record Mode(boolean training, long seed) {
  static final Mode INFERENCE = new Mode(false, 0);
}
