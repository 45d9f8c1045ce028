/** Layouts of ready features: those that have names, and one's own from the configuration. */
package dev.teacher.features.layout;
