package dev.teacher.features.npy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes .npy files, good and bad ones, byte by byte. */
final class NpyBytes {
  private NpyBytes() {}

  static byte[] file(int version, String dictionary, byte[] array) {
    byte[] text = (dictionary + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer start = ByteBuffer.allocate(version == 1 ? 10 : 12).order(ByteOrder.LITTLE_ENDIAN);
    start.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    start.put((byte) version).put((byte) 0);
    if (version == 1) {
      start.putShort((short) text.length);
    } else {
      start.putInt(text.length);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(start.array());
    bytes.writeBytes(text);
    bytes.writeBytes(array);
    return bytes.toByteArray();
  }

  static String dictionary(String type, boolean fortran, String shape) {
    String order = fortran ? "True" : "False";
    return "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }";
  }

  /** A sound file of zeros. */
  static byte[] zeros(String type, String shape, int elements) {
    int size = Character.digit(type.charAt(2), 10);
    byte[] array = new byte[elements * size];
    return file(1, dictionary(type, false, shape), array);
  }

  /** Numbers in some type; whole ones below 100 fit every type. */
  static byte[] array(String type, double[] values) {
    int size = Character.digit(type.charAt(2), 10);
    ByteOrder order = type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer buffer = ByteBuffer.allocate(size * values.length).order(order);
    for (double value : values) {
      switch (type.substring(1)) {
        case "f2" -> buffer.putShort(half(value));
        case "f4" -> buffer.putFloat((float) value);
        case "f8" -> buffer.putDouble(value);
        case "i1", "u1" -> buffer.put((byte) value);
        case "i2", "u2" -> buffer.putShort((short) value);
        case "i4", "u4" -> buffer.putInt((int) value);
        default -> buffer.putLong((long) value);
      }
    }
    return buffer.array();
  }

  /** Whole numbers up to 2047 as binary16. */
  private static short half(double value) {
    if (value == 0) {
      return 0;
    }
    int exponent = Math.getExponent(value);
    int fraction = (int) ((Math.abs(value) / Math.scalb(1.0, exponent) - 1) * 1024);
    int sign = value < 0 ? 0x8000 : 0;
    return (short) (sign | ((exponent + 15) << 10) | fraction);
  }
}
