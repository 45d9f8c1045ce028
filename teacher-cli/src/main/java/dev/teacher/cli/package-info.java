/** The command {@code teacher}. */
package dev.teacher.cli;
