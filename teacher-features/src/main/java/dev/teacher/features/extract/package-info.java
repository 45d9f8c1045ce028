/** From raw landmarks to the features that networks see. */
package dev.teacher.features.extract;
