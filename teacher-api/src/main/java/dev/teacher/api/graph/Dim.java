package dev.teacher.api.graph;

import java.math.BigInteger;

/**
 * One dimension of a shape: a fixed size, or a symbol that is known only when the graph runs. A
 * symbolic dimension is {@code multiple * ceil(base / stride)}, which is closed under up-sampling
 * and strided operations, since {@code ceil(ceil(t/a)/b) = ceil(t/(a*b))}; where it is not ({@code
 * ceil(3*t/2)}), the inner dimension becomes a symbol of its own.
 *
 * @param size the fixed size, or -1 for a symbol
 * @param base the symbol, empty for a fixed size
 * @param multiple the up-sampling factor of a symbol
 * @param stride the down-sampling factor of a symbol
 */
public record Dim(int size, String base, int multiple, int stride) {
  /** The number of samples in a batch. */
  public static final Dim BATCH = symbol("batch");

  /** The number of input frames, padding included. */
  public static final Dim TIME = symbol("time");

  /** A fixed size. */
  public static Dim of(int size) {
    if (size < 0) {
      throw new IllegalArgumentException("a dimension cannot be negative: " + size);
    }
    return new Dim(size, "", 1, 1);
  }

  /** A symbol of that name. */
  public static Dim symbol(String name) {
    return new Dim(-1, name, 1, 1);
  }

  /** Whether the size is known while building. */
  public boolean isFixed() {
    return size >= 0;
  }

  /** The dimension after an operation with that stride: {@code ceil(this / by)}. */
  public Dim strided(int by) {
    if (isFixed()) {
      return of((size + by - 1) / by);
    }
    int common = BigInteger.valueOf(multiple).gcd(BigInteger.valueOf(by)).intValue();
    Dim rest = new Dim(-1, base, multiple / common, stride);
    int left = by / common;
    if (left == 1) {
      return rest;
    }
    return rest.multiple == 1
        ? new Dim(-1, base, 1, stride * left)
        : new Dim(-1, rest.toString(), 1, left);
  }

  /** The dimension repeated {@code factor} times. */
  public Dim times(int factor) {
    return isFixed() ? of(size * factor) : new Dim(-1, base, multiple * factor, stride);
  }

  /** The concrete size where the symbol's base has {@code baseSize} elements. */
  public int resolve(int baseSize) {
    return isFixed() ? size : multiple * ((baseSize + stride - 1) / stride);
  }

  @Override
  public String toString() {
    if (isFixed()) {
      return Integer.toString(size);
    }
    String inner = stride == 1 ? base : "ceil(" + base + "/" + stride + ")";
    return multiple == 1 ? inner : multiple + "*" + inner;
  }
}
