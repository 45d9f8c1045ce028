/** Reads and writes NumPy's {@code .npy} files. */
package dev.teacher.features.npy;
