/** Samples made ready for training: checked, cached, augmented, batched. */
package dev.teacher.train.data;
