/** Compares recognised sentences with annotated ones. */
package dev.teacher.model.score;
