/** Faults that are done to healthy patients on purpose, and how many of them a doctor finds. */
package dev.teacher.train.doctor.fault;
