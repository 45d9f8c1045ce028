package dev.teacher.features.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An element type of a {@code .npy} file.
 *
 * @param kind f for floating point, i for signed and u for unsigned integers
 * @param bytes of one element
 * @param order of these bytes
 */
record NpyType(char kind, int bytes, ByteOrder order) {
  /** NumPy's name, such as float32. */
  String text() {
    String name =
        switch (kind) {
          case 'f' -> "float";
          case 'i' -> "int";
          default -> "uint";
        };
    return name + Byte.SIZE * bytes;
  }

  /**
   * Reads the elements of {@code raw} from its position to its limit into {@code into}, from index
   * {@code from} on.
   */
  void decode(ByteBuffer raw, float[] into, int from) {
    raw.order(order);
    int end = from + raw.remaining() / bytes;
    switch (kind) {
      case 'f' -> decodeFloats(raw, into, from, end);
      case 'i' -> decodeSigned(raw, into, from, end);
      default -> decodeUnsigned(raw, into, from, end);
    }
  }

  private void decodeFloats(ByteBuffer raw, float[] into, int from, int end) {
    switch (bytes) {
      case 4 -> raw.asFloatBuffer().get(into, from, end - from);
      case 8 -> {
        for (int i = from; i < end; i++) {
          into[i] = (float) raw.getDouble();
        }
      }
      default -> {
        for (int i = from; i < end; i++) {
          into[i] = half(raw.getShort());
        }
      }
    }
  }

  private void decodeSigned(ByteBuffer raw, float[] into, int from, int end) {
    for (int i = from; i < end; i++) {
      into[i] =
          switch (bytes) {
            case 1 -> raw.get();
            case 2 -> raw.getShort();
            case 4 -> raw.getInt();
            default -> raw.getLong();
          };
    }
  }

  private void decodeUnsigned(ByteBuffer raw, float[] into, int from, int end) {
    for (int i = from; i < end; i++) {
      into[i] =
          switch (bytes) {
            case 1 -> Byte.toUnsignedInt(raw.get());
            case 2 -> Short.toUnsignedInt(raw.getShort());
            case 4 -> Integer.toUnsignedLong(raw.getInt());
            default -> unsigned(raw.getLong());
          };
    }
  }

  private static float unsigned(long bits) {
    // Halved with the lost bit kept, so that rounding to 24 bits is the same.
    return bits >= 0 ? bits : 2f * ((bits >>> 1) | (bits & 1));
  }

  /** IEEE 754 binary16: 1 sign bit, 5 exponent bits, 10 fraction bits. */
  private static float half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude;
    if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
