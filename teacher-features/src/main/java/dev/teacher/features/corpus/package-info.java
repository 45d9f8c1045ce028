/** Corpora: annotations, splits and where a sentence's landmarks lie. */
package dev.teacher.features.corpus;
