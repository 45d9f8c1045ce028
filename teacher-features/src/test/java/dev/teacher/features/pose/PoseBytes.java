package dev.teacher.features.pose;

import dev.teacher.api.data.Part;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Makes .pose files of every version, good and bad ones, number by number. */
final class PoseBytes {
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);

  /** A component with its format and points. */
  record Component(String name, String format, List<String> points) {}

  static List<Component> holistic(int facePoints) {
    List<Component> components = new ArrayList<>();
    components.add(new Component("POSE_LANDMARKS", "XYZC", pose()));
    List<String> face = IntStream.range(0, facePoints).mapToObj(Integer::toString).toList();
    components.add(new Component("FACE_LANDMARKS", "XYZC", face));
    for (String side : List.of("LEFT", "RIGHT")) {
      components.add(new Component(side + "_HAND_LANDMARKS", "XYZC", hand()));
    }
    components.add(new Component("POSE_WORLD_LANDMARKS", "XYZC", pose()));
    return components;
  }

  static List<String> pose() {
    return HolisticNames.points(Part.POSE);
  }

  static List<String> hand() {
    return HolisticNames.points(Part.LEFT_HAND);
  }

  static int points(List<Component> components) {
    return components.stream().mapToInt(component -> component.points().size()).sum();
  }

  PoseBytes header(float version, int width, int height, List<Component> components) {
    bytes.putFloat(version);
    u16(width, height, 0, components.size());
    for (Component component : components) {
      text(component.name());
      text(component.format());
      u16(component.points().size(), 1, 2);
      component.points().forEach(this::text);
      u16(0, 1); // a limb
      u16(1, 2, 3, 4, 5, 6); // two colours
    }
    return this;
  }

  PoseBytes u16(int... numbers) {
    for (int number : numbers) {
      bytes.putShort((short) number);
    }
    return this;
  }

  PoseBytes u32(int number) {
    bytes.putInt(number);
    return this;
  }

  PoseBytes f32(float... numbers) {
    for (float number : numbers) {
      bytes.putFloat(number);
    }
    return this;
  }

  private void text(String text) {
    byte[] utf = text.getBytes(StandardCharsets.UTF_8);
    u16(utf.length);
    bytes.put(utf);
  }

  byte[] array() {
    byte[] array = new byte[bytes.position()];
    bytes.get(0, array);
    return array;
  }
}
