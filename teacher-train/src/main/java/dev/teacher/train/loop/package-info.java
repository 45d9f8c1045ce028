/** The training loop. */
package dev.teacher.train.loop;
