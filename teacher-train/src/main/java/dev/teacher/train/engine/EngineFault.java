package dev.teacher.train.engine;

/**
 * An operation that the engine computes wrong on this machine.
 *
 * @param operation as {@link dev.teacher.api.graph.Op#operation} names it, or {@code ctc-loss}
 * @param evidence where and how it was seen
 * @param safe whether there is another form of it that is right here
 */
public record EngineFault(String operation, String evidence, boolean safe) {}
