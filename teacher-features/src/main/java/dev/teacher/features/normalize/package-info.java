/** Normalisers: graph fragments that bring features into a range that networks like. */
package dev.teacher.features.normalize;
