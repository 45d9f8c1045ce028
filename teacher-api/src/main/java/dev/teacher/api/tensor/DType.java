package dev.teacher.api.tensor;

/** The element types of graph values. */
public enum DType {
  FLOAT32,
  INT64,
  BOOL
}
