package dev.teacher.train.guard;

import dev.teacher.api.data.Batch;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.data.LabelledBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A batch with its labels as tensors, and back. */
final class BatchTensors {
  private BatchTensors() {}

  static Weights of(LabelledBatch labelled) {
    Batch batch = labelled.batch();
    float[] data = new float[batch.size() * batch.frames() * batch.width()];
    batch.view().get(data);
    int[][] labels = labelled.labels();
    long[] joined = Arrays.stream(labels).flatMapToInt(Arrays::stream).asLongStream().toArray();
    long[] counts = Arrays.stream(labels).mapToLong(l -> l.length).toArray();
    return new Weights()
        .put("data", Tensor.of(data, batch.size(), batch.frames(), batch.width()))
        .put("lengths", Tensor.of(batch.lengths().clone(), batch.size()))
        .put("labels", Tensor.of(joined, joined.length))
        .put("label_lengths", Tensor.of(counts, counts.length));
  }

  /** What is past the lengths is zero again, and nothing looks there. */
  static LabelledBatch batch(Weights tensors, List<String> ids) {
    int[] shape = tensors.get("data").shape();
    float[] data = tensors.get("data").floats();
    long[] lengths = tensors.get("lengths").longs();
    long[] counts = tensors.get("label_lengths").longs();
    long[] joined = tensors.get("labels").longs();
    List<float[]> rows = new ArrayList<>();
    int[][] labels = new int[shape[0]][];
    int offset = 0;
    for (int i = 0; i < shape[0]; i++) {
      int from = i * shape[1] * shape[2];
      rows.add(Arrays.copyOfRange(data, from, from + (int) lengths[i] * shape[2]));
      labels[i] =
          Arrays.stream(joined, offset, offset + (int) counts[i]).mapToInt(l -> (int) l).toArray();
      offset += (int) counts[i];
    }
    return new LabelledBatch(Batch.of(ids, rows, shape[2]), labels);
  }

  /** One sample of a batch alone. */
  static LabelledBatch sample(LabelledBatch labelled, int sample) {
    Batch batch = labelled.batch();
    float[] row = new float[Math.toIntExact(batch.lengths()[sample] * batch.width())];
    batch.view().get(sample * batch.frames() * batch.width(), row);
    return new LabelledBatch(
        Batch.of(List.of(batch.ids().get(sample)), List.of(row), batch.width()),
        new int[][] {labelled.labels()[sample]});
  }
}
