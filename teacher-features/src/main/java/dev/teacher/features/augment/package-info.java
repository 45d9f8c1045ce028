/** Augmentations: random changes of landmarks in training that leave the glosses true. */
package dev.teacher.features.augment;
