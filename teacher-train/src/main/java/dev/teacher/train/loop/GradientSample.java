package dev.teacher.train.loop;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.data.Item;
import dev.teacher.train.data.LabelledBatch;
import java.util.List;

/**
 * The gradients that are shown of a training: those of one batch, the same each time, so that they
 * can be compared. It is of samples of a middle length as they were recorded, without drop-out.
 *
 * @param batch of the training split
 */
record GradientSample(LabelledBatch batch) {
  static GradientSample of(Preparation prepared) {
    List<List<Item>> groups =
        prepared.plan().inOrder(prepared.training, item -> item.sample().source().frames());
    List<Item> group = groups.get(groups.size() / 2);
    List<String> ids = group.stream().map(item -> item.sample().id()).toList();
    List<float[]> rows =
        group.stream().map(item -> prepared.cache.get(item.sample()).values()).toList();
    int[][] labels = group.stream().map(Item::labels).toArray(int[][]::new);
    int width = prepared.cache.layout().width();
    return new GradientSample(new LabelledBatch(Batch.of(ids, rows, width), labels));
  }

  /** Of the mean loss with respect to each parameter, at the weights of now. */
  Weights of(TrainingSession session) {
    Weights sum = session.gradients(batch.batch(), batch.labels());
    for (String name : sum.names()) {
      float[] values = sum.get(name).floats();
      for (int i = 0; i < values.length; i++) {
        values[i] /= batch.batch().size();
      }
    }
    return sum;
  }
}
