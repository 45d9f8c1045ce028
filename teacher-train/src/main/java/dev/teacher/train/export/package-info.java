/** Exports trained models and proves that the file gives what the training gave. */
package dev.teacher.train.export;
