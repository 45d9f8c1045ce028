package dev.teacher.features.synthetic;

/**
 * A gloss as it is signed once.
 *
 * @param gloss what is signed
 * @param variation how it departs from the gloss
 * @param start seconds from the recording's begin
 * @param end seconds, exclusive
 */
record Token(Gloss gloss, Variation variation, double start, double end) {}
