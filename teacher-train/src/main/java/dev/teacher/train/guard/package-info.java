/**
 * The guards of a training: what is not finite, gradients, features and outputs are watched, and
 * each fault is called by its name.
 */
package dev.teacher.train.guard;
