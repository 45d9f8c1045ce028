/** What a training leaves on disk: the run folder and its checkpoints. */
package dev.teacher.train.run;
