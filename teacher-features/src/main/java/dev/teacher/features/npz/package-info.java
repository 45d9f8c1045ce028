/** Reads NumPy's {@code .npz} archives. */
package dev.teacher.features.npz;
