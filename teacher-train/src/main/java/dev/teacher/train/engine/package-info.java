/**
 * Does not believe the engine: tries the operations of a network on this machine, avoids those that
 * are wrong, and finds the operation to blame where a step is not finite.
 */
package dev.teacher.train.engine;
