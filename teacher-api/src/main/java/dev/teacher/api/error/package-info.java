/** Failures that name what, where, expected, found and what to do. */
package dev.teacher.api.error;
