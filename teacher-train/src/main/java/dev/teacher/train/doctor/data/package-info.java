/** What a doctor looks at without a training engine: configuration, annotations and numbers. */
package dev.teacher.train.doctor.data;
