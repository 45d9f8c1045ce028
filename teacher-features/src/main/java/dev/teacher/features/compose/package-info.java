/** Makes continuous sentences from isolated clips. */
package dev.teacher.features.compose;
