/** Trains graphs with LibTorch through DJL. */
package dev.teacher.train.djl;
