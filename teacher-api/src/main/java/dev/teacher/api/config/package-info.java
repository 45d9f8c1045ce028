/** Typed, checked access to HOCON configuration. */
package dev.teacher.api.config;
