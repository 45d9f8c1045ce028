/** Prints a graph as a TorchScript archive, for inference or with a whole training step inside. */
package dev.teacher.train.torchscript;
