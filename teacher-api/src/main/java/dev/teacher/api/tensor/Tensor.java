package dev.teacher.api.tensor;

import java.util.Arrays;

/**
 * A dense row-major array with a shape, float32 or int64. The array is not copied: whoever makes a
 * tensor hands its array over.
 */
public final class Tensor {
  private final DType dtype;
  private final int[] shape;
  private final float[] floats;
  private final long[] longs;

  private Tensor(DType dtype, int[] shape, float[] floats, long[] longs) {
    this.dtype = dtype;
    this.shape = shape.clone();
    this.floats = floats;
    this.longs = longs;
    int length = floats != null ? floats.length : longs.length;
    boolean negative = Arrays.stream(shape).anyMatch(size -> size < 0);
    if (negative || elements(shape) != length) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " does not hold " + length + " elements");
    }
  }

  /** A float32 tensor over {@code values}. */
  public static Tensor of(float[] values, int... shape) {
    return new Tensor(DType.FLOAT32, shape, values, null);
  }

  /** An int64 tensor over {@code values}. */
  public static Tensor of(long[] values, int... shape) {
    return new Tensor(DType.INT64, shape, null, values);
  }

  /** A float32 tensor of rank 0. */
  public static Tensor scalar(float value) {
    return of(new float[] {value});
  }

  /** An int64 tensor of rank 0. */
  public static Tensor scalar(long value) {
    return of(new long[] {value});
  }

  /** The number of elements that {@code shape} holds. */
  public static long elements(int[] shape) {
    long product = 1;
    for (int size : shape) {
      product = Math.multiplyExact(product, size);
    }
    return product;
  }

  /** FLOAT32 or INT64. */
  public DType dtype() {
    return dtype;
  }

  /** A copy of the shape. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of elements. */
  public int size() {
    return floats != null ? floats.length : longs.length;
  }

  /** The elements themselves, not a copy. Throws for an int64 tensor. */
  public float[] floats() {
    if (floats == null) {
      throw new IllegalStateException("an int64 tensor has no float32 elements");
    }
    return floats;
  }

  /** The elements themselves, not a copy. Throws for a float32 tensor. */
  public long[] longs() {
    if (longs == null) {
      throw new IllegalStateException("a float32 tensor has no int64 elements");
    }
    return longs;
  }

  /** Equal type, shape and bits. */
  public boolean sameAs(Tensor other) {
    return dtype == other.dtype
        && Arrays.equals(shape, other.shape)
        && Arrays.equals(floats, other.floats)
        && Arrays.equals(longs, other.longs);
  }

  @Override
  public String toString() {
    return dtype + Arrays.toString(shape);
  }
}
