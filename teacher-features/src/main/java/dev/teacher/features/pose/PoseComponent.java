package dev.teacher.features.pose;

import java.util.List;

/**
 * A group of points in a {@code .pose} file. Its limbs and colours are for drawing, and not kept.
 *
 * @param name such as POSE_LANDMARKS
 * @param format a letter a number: XYZC is x, y, z and confidence
 * @param points their names
 * @param first the index of its first point among those of all components
 */
record PoseComponent(String name, String format, List<String> points, int first) {}
