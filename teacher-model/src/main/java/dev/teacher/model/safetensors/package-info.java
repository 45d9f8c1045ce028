/** The weights of a network alone, as a format of exported models. */
package dev.teacher.model.safetensors;
