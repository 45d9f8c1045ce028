/**
 * Checks that run the network and train it for a moment: {@link
 * dev.teacher.train.doctor.network.NetworkChecks}. What is trained is a {@link
 * dev.teacher.train.doctor.network.Variant} of a patient, by {@link
 * dev.teacher.train.doctor.network.ShortTraining}.
 */
package dev.teacher.train.doctor.network;
