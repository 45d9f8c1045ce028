/** Event files that TensorBoard opens: numbers, distributions and texts over the training steps. */
package dev.teacher.train.tensorboard;
