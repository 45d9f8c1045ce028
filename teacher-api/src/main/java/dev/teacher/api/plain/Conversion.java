package dev.teacher.api.plain;

import dev.teacher.api.tensor.DType;
import java.util.Arrays;
import java.util.List;

/** Elements in another type. */
record Conversion(DType from, DType to) implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    return switch (to) {
      case BOOL -> in.get(0).map(v -> v != 0 ? 1 : 0);
      case INT64 -> in.get(0).map(v -> v < 0 ? Math.ceil(v) : Math.floor(v));
      case FLOAT32 -> from == DType.FLOAT32 ? in.get(0) : in.get(0).map(v -> (float) v);
    };
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    boolean isNone = from == DType.FLOAT32 && to == DType.FLOAT32;
    return Arrays.asList(isNone ? upstream : null);
  }
}
