/** Statistics of the columns of a split, in one pass over its frames. */
package dev.teacher.features.statistics;
