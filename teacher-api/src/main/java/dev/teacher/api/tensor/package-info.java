/** Named numeric arrays and their file format. */
package dev.teacher.api.tensor;
