package dev.teacher.features.statistics;

/**
 * Where a number is not finite.
 *
 * @param sample id
 * @param location file or folder
 * @param frame from 0
 * @param column from 0
 * @param name of the column: {@code face[17]}
 * @param value NaN, or an infinity
 */
public record NonFinitePlace(
    String sample, String location, int frame, int column, String name, float value) {}
