/**
 * Finds out why a training fails: a {@link dev.teacher.train.doctor.Patient} is looked at by {@link
 * dev.teacher.train.doctor.Check}s, whose {@link dev.teacher.train.doctor.Finding}s the {@link
 * dev.teacher.train.doctor.Doctor} puts in order.
 */
package dev.teacher.train.doctor;
