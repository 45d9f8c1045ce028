/**
 * The embedded synthetic corpus: seeded sentences of whole MediaPipe-Holistic-like landmarks, so
 * that everything can be tried, tested and demonstrated without anyone's recordings.
 */
package dev.teacher.features.synthetic;
