package dev.teacher.api.tensor;

import java.nio.ByteBuffer;

/** The element types that safetensors files may hold here. Each converts without loss. */
enum StoredType {
  F32(4, DType.FLOAT32),
  F16(2, DType.FLOAT32),
  BF16(2, DType.FLOAT32),
  I64(8, DType.INT64),
  I32(4, DType.INT64);

  private final int bytes;
  private final DType dtype;

  StoredType(int bytes, DType dtype) {
    this.bytes = bytes;
    this.dtype = dtype;
  }

  /** The type in which a tensor is written. */
  static StoredType of(Tensor tensor) {
    return tensor.dtype() == DType.FLOAT32 ? F32 : I64;
  }

  /** Bytes an element. */
  int bytes() {
    return bytes;
  }

  /** The type in memory. */
  DType dtype() {
    return dtype;
  }

  float readFloat(ByteBuffer from) {
    return switch (this) {
      case F32 -> from.getFloat();
      case F16 -> half(from.getShort());
      case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
      default -> throw new IllegalStateException(this + " is no floating-point type");
    };
  }

  long readLong(ByteBuffer from) {
    return switch (this) {
      case I64 -> from.getLong();
      case I32 -> from.getInt();
      default -> throw new IllegalStateException(this + " is no integer type");
    };
  }

  /** IEEE 754 binary16. */
  private static float half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float sign = bits < 0 ? -1 : 1;
    if (exponent == 0) {
      return sign * fraction * 0x1p-24f;
    }
    if (exponent == 0x1f) {
      return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
    }
    return sign * Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
  }
}
