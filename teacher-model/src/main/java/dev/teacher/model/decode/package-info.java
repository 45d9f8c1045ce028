/** Decoders: from log-probabilities to glosses. */
package dev.teacher.model.decode;
