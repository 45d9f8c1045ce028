/** Puts extractor, normalisers and backbone together into one graph. */
package dev.teacher.api.pipeline;
