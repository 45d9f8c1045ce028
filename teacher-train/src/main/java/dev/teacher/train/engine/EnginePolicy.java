package dev.teacher.train.engine;

/**
 * What is done about an engine that computes wrong.
 *
 * @param checks whether operations are tried before a network is opened
 * @param judgesSteps whether a step that is not finite is repeated in the safe form
 * @param stops whether a training ends at such a step of the engine's, rather than go on
 */
public record EnginePolicy(boolean checks, boolean judgesSteps, boolean stops) {
  /** Tries, judges, and goes on. */
  public static final EnginePolicy DEFAULT = new EnginePolicy(true, true, false);
}
