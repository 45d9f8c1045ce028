/** Exported model and landmark file in, glosses out. */
package dev.teacher.model.transcribe;
