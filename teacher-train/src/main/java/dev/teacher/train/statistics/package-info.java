/** Statistics of features over a training split. */
package dev.teacher.train.statistics;
