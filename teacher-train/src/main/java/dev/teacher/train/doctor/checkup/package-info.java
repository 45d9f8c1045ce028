/** The doctor with all its checks. */
package dev.teacher.train.doctor.checkup;
