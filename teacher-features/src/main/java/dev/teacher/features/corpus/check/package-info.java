/** Finds what is wrong with a corpus before anything is trained on it. */
package dev.teacher.features.corpus.check;
