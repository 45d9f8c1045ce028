/** The plugin interfaces and the one registry that finds them. */
package dev.teacher.api.plugin;
