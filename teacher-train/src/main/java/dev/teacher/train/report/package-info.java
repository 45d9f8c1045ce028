/** Pages about networks and trainings. */
package dev.teacher.train.report;
