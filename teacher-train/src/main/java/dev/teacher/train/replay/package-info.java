/** Repeats a step that was not finite, and finds the operation to blame. */
package dev.teacher.train.replay;
