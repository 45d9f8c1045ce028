/** A diagnosis as a page for people: one file of HTML that needs nothing else. */
package dev.teacher.train.doctor.page;
