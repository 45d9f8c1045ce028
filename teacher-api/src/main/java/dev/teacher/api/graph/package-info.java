/** The computation graph: data, its builder, and sequences that keep padding out. */
package dev.teacher.api.graph;
