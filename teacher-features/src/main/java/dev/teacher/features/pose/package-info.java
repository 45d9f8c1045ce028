/** Reads and writes the binary {@code .pose} format of the sign-language-processing project. */
package dev.teacher.features.pose;
