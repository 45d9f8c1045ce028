package dev.teacher.features.inspect;

/**
 * The numbers of one recording.
 *
 * @param name of its file
 * @param rows float32 [frames, columns], row-major, from its first frame on
 */
public record Recording(String name, float[] rows) {}
