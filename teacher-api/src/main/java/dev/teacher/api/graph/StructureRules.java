package dev.teacher.api.graph;

import static dev.teacher.api.graph.Mismatch.requireAxis;
import static dev.teacher.api.graph.Mismatch.requireRank;
import static dev.teacher.api.graph.Mismatch.requireSameType;
import static dev.teacher.api.graph.Mismatch.requireSequence;
import static dev.teacher.api.graph.Mismatch.requireType;

import dev.teacher.api.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Shapes of the operations that move elements without computing. The type stays. */
final class StructureRules {
  private StructureRules() {}

  static Shape concat(Op.Concat concat, List<Value> in) {
    Value first = in.get(0);
    requireAxis(first, concat.axis());
    int size = 0;
    for (Value value : in) {
      requireSameType(first, value);
      requireRank(value, first.shape().rank());
      Dim dim = value.shape().dim(concat.axis());
      if (!dim.isFixed()) {
        throw new Mismatch(value, "cannot concatenate along " + dim);
      }
      if (!value
          .shape()
          .with(concat.axis(), first.shape().dim(concat.axis()))
          .equals(first.shape())) {
        throw new Mismatch(value, "cannot concatenate " + first.shape() + " and " + value.shape());
      }
      size += dim.size();
    }
    return first.shape().with(concat.axis(), Dim.of(size));
  }

  static Shape slice(Op.Slice slice, Value x) {
    requireAxis(x, slice.axis());
    Dim dim = x.shape().dim(slice.axis());
    if (!dim.isFixed()) {
      String end = slice.end() == Integer.MAX_VALUE ? "" : Integer.toString(slice.end());
      Dim part = Dim.symbol(dim + "[" + slice.start() + ":" + end + "]");
      return x.shape().with(slice.axis(), part);
    }
    int start = slice.start() < 0 ? slice.start() + dim.size() : slice.start();
    int end = slice.end() < 0 ? slice.end() + dim.size() : Math.min(slice.end(), dim.size());
    boolean beyond = slice.end() > dim.size() && slice.end() != Integer.MAX_VALUE;
    if (start < 0 || start >= end || beyond) {
      throw new Mismatch(
          x, "cannot take " + slice.start() + " to " + slice.end() + " of " + dim + " elements");
    }
    return x.shape().with(slice.axis(), Dim.of(end - start));
  }

  static Shape gather(Op.Gather gather, Value x, Value index) {
    requireAxis(x, gather.axis());
    requireType(index, DType.INT64);
    List<Dim> dims = new ArrayList<>(x.shape().dims());
    dims.remove(gather.axis());
    dims.addAll(gather.axis(), index.shape().dims());
    return new Shape(dims);
  }

  static Shape gatherTime(Value x, Value index) {
    Shape shape = requireSequence(x).shape();
    Shape picked = requireRank(requireType(index, DType.INT64), 2).shape();
    if (!picked.dim(0).equals(shape.dim(0))) {
      throw new Mismatch(index, "expects an index a sample of " + shape + ", got " + picked);
    }
    return shape.with(1, picked.dim(1));
  }

  static Shape transpose(Op.Transpose transpose, Value x) {
    List<Integer> axes = transpose.permutation();
    requireRank(x, axes.size());
    if (!axes.stream().sorted().toList().equals(IntStream.range(0, axes.size()).boxed().toList())) {
      throw new Mismatch(x, "no permutation: " + axes);
    }
    return new Shape(axes.stream().map(axis -> x.shape().dim(axis)).toList());
  }

  static Shape pad(Op.Pad pad, Value x) {
    requireAxis(requireType(x, DType.FLOAT32), pad.axis());
    if (pad.before() < 0 || pad.after() < 0) {
      throw new Mismatch(x, "cannot pad by " + pad.before() + " and " + pad.after());
    }
    int more = pad.before() + pad.after();
    Dim dim = x.shape().dim(pad.axis());
    Dim longer =
        dim.isFixed() ? Dim.of(dim.size() + more) : Dim.symbol("(" + dim + "+" + more + ")");
    return x.shape().with(pad.axis(), longer);
  }

  static Shape reshape(Op.Reshape reshape, Value x) {
    List<Integer> sizes = reshape.sizes();
    if (sizes.stream().anyMatch(size -> size < -1) || sizes.indexOf(-1) != sizes.lastIndexOf(-1)) {
      throw new Mismatch(x, "expects sizes >= 0 and one -1 at most, got " + sizes);
    }
    List<Dim> left = new ArrayList<>(x.shape().dims());
    List<Dim> dims = new ArrayList<>();
    long fixed = 1;
    for (int i = 0; i < sizes.size(); i++) {
      int size = sizes.get(i);
      if (size == 0) {
        requireAxis(x, i);
        left.remove(x.shape().dim(i));
      }
      fixed *= Math.max(1, size);
      dims.add(size == 0 ? x.shape().dim(i) : Dim.of(Math.max(1, size)));
    }
    long available = 1;
    Dim symbol = null;
    for (Dim dim : left) {
      if (dim.isFixed()) {
        available *= dim.size();
      } else if (symbol == null) {
        symbol = dim;
      } else {
        throw new Mismatch(x, "cannot merge " + symbol + " with " + dim + " in " + x.shape());
      }
    }
    int inferred = sizes.indexOf(-1);
    boolean fits = inferred < 0 ? available == fixed && symbol == null : available % fixed == 0;
    if (!fits) {
      throw new Mismatch(x, "cannot reshape " + x.shape() + " to " + sizes);
    }
    if (inferred >= 0) {
      int factor = Math.toIntExact(available / fixed);
      dims.set(inferred, symbol == null ? Dim.of(factor) : symbol.times(factor));
    }
    return new Shape(dims);
  }
}
