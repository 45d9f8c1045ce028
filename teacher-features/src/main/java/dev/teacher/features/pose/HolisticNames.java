package dev.teacher.features.pose;

import dev.teacher.api.data.Part;
import java.util.List;
import java.util.stream.IntStream;

/** What {@code .pose} files call MediaPipe Holistic's parts and their points, in their order. */
final class HolisticNames {
  private static final List<String> POSE =
      List.of(
          "NOSE",
          "LEFT_EYE_INNER",
          "LEFT_EYE",
          "LEFT_EYE_OUTER",
          "RIGHT_EYE_INNER",
          "RIGHT_EYE",
          "RIGHT_EYE_OUTER",
          "LEFT_EAR",
          "RIGHT_EAR",
          "MOUTH_LEFT",
          "MOUTH_RIGHT",
          "LEFT_SHOULDER",
          "RIGHT_SHOULDER",
          "LEFT_ELBOW",
          "RIGHT_ELBOW",
          "LEFT_WRIST",
          "RIGHT_WRIST",
          "LEFT_PINKY",
          "RIGHT_PINKY",
          "LEFT_INDEX",
          "RIGHT_INDEX",
          "LEFT_THUMB",
          "RIGHT_THUMB",
          "LEFT_HIP",
          "RIGHT_HIP",
          "LEFT_KNEE",
          "RIGHT_KNEE",
          "LEFT_ANKLE",
          "RIGHT_ANKLE",
          "LEFT_HEEL",
          "RIGHT_HEEL",
          "LEFT_FOOT_INDEX",
          "RIGHT_FOOT_INDEX");

  private static final List<String> HAND =
      List.of(
          "WRIST",
          "THUMB_CMC",
          "THUMB_MCP",
          "THUMB_IP",
          "THUMB_TIP",
          "INDEX_FINGER_MCP",
          "INDEX_FINGER_PIP",
          "INDEX_FINGER_DIP",
          "INDEX_FINGER_TIP",
          "MIDDLE_FINGER_MCP",
          "MIDDLE_FINGER_PIP",
          "MIDDLE_FINGER_DIP",
          "MIDDLE_FINGER_TIP",
          "RING_FINGER_MCP",
          "RING_FINGER_PIP",
          "RING_FINGER_DIP",
          "RING_FINGER_TIP",
          "PINKY_MCP",
          "PINKY_PIP",
          "PINKY_DIP",
          "PINKY_TIP");

  private static final List<String> FACE =
      IntStream.range(0, Part.FACE.count()).mapToObj(Integer::toString).toList();

  private HolisticNames() {}

  static String component(Part part) {
    return switch (part) {
      case POSE -> "POSE_LANDMARKS";
      case FACE -> "FACE_LANDMARKS";
      case LEFT_HAND -> "LEFT_HAND_LANDMARKS";
      case RIGHT_HAND -> "RIGHT_HAND_LANDMARKS";
    };
  }

  static List<String> points(Part part) {
    return switch (part) {
      case POSE -> POSE;
      case FACE -> FACE;
      case LEFT_HAND, RIGHT_HAND -> HAND;
    };
  }
}
