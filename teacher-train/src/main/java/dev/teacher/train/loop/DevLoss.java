package dev.teacher.train.loop;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.train.data.BatchPlan;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.data.Item;
import dev.teacher.train.data.SplitLoader;
import java.util.List;
import java.util.function.Consumer;

/**
 * The mean loss over the samples of a split that is not trained on. Those that have none, since the
 * network cannot spell their glosses, are left out and named.
 *
 * @param items with a loss
 * @param plan how they are put into batches
 * @param cache where frames come from
 */
public record DevLoss(List<Item> items, BatchPlan plan, FrameCache cache) {
  static DevLoss of(
      List<Sample> dev,
      Vocabulary vocabulary,
      int stride,
      BatchPlan plan,
      FrameCache cache,
      Consumer<String> notices) {
    List<Sample> known =
        dev.stream()
            .filter(sample -> sample.glosses().stream().allMatch(vocabulary::contains))
            .toList();
    if (known.size() < dev.size()) {
      notices.accept(
          (dev.size() - known.size())
              + " samples of split dev have no loss, since training never saw one of their glosses");
    }
    SplitLoader loader = new SplitLoader(vocabulary, stride, notices);
    return new DevLoss(loader.training("dev", known, SplitLoader.Infeasible.DROP), plan, cache);
  }

  /** Of a network as it is now, without drop-out. */
  public double of(TrainingSession session) {
    double sum = 0;
    for (List<Item> group : plan.inOrder(items, item -> item.sample().source().frames())) {
      List<String> ids = group.stream().map(item -> item.sample().id()).toList();
      List<float[]> rows = group.stream().map(item -> cache.get(item.sample()).values()).toList();
      int[][] labels = group.stream().map(Item::labels).toArray(int[][]::new);
      for (float loss : session.losses(Batch.of(ids, rows, cache.layout().width()), labels)) {
        sum += loss;
      }
    }
    return sum / items.size();
  }
}
