/** The value types of a corpus: landmarks, layouts, vocabularies, samples. */
package dev.teacher.api.data;
