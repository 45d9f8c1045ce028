/** Reads folders with a NumPy file for each frame. */
package dev.teacher.features.mpdata;
