/** Weights that were trained elsewhere, brought into a network by name. */
package dev.teacher.train.transfer;
