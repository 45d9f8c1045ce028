/** What a network is made of, read off its graph. */
package dev.teacher.model.summary;
