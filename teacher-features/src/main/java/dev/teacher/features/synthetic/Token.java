package dev.teacher.features.synthetic;

/**
 * A gloss as it is signed once.
 *
 * @param gloss index in the lexicon
 * @param variation how it departs from the gloss
 * @param start seconds from the recording's begin
 * @param end seconds, exclusive
 */
record Token(int gloss, Variation variation, double start, double end) {}
