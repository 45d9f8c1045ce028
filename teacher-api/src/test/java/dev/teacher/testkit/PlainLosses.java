package dev.teacher.testkit;

import dev.teacher.api.data.Batch;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Auxiliary;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Value;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plain.PlainCtc;
import dev.teacher.api.plain.PlainPass;
import dev.teacher.api.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The losses of the samples of a batch.
 *
 * @param losses of each sample, auxiliaries included, over the number of its labels
 * @param upstream gradients of their sum with respect to the log-probabilities
 */
record PlainLosses(float[] losses, Map<Value, Tensor> upstream) {
  static PlainLosses of(Graph graph, PlainPass pass, int[][] labels) {
    double[] sums = new double[labels.length];
    Map<Value, Tensor> upstream = new LinkedHashMap<>();
    Value output = graph.outputs().get(Recognizer.LOG_PROBS);
    Value lengths = graph.outputs().get(Recognizer.OUTPUT_LENGTHS);
    upstream.put(output, add(pass, output, lengths, 1, labels, sums));
    for (Auxiliary a : graph.auxiliaries()) {
      Tensor slope = add(pass, a.logProbs(), a.lengths(), a.weight(), labels, sums);
      upstream.put(a.logProbs(), slope);
    }
    float[] losses = new float[sums.length];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = (float) sums[i];
    }
    return new PlainLosses(losses, upstream);
  }

  private static Tensor add(
      PlainPass pass, Value output, Value lengths, double weight, int[][] labels, double[] sums) {
    Tensor logProbs = pass.value(output);
    long[] frames = pass.value(lengths).longs();
    int classes = logProbs.shape()[2];
    float[] slopes = new float[logProbs.size()];
    for (int i = 0; i < labels.length; i++) {
      int from = i * logProbs.shape()[1] * classes;
      int to = from + Math.toIntExact(frames[i]) * classes;
      float[] sample = Arrays.copyOfRange(logProbs.floats(), from, to);
      PlainCtc ctc = PlainCtc.of(sample, classes, labels[i]);
      double share = weight / labels[i].length;
      sums[i] += share * ctc.loss();
      for (int k = 0; k < sample.length; k++) {
        slopes[from + k] = (float) (share * ctc.gradient()[k]);
      }
    }
    return Tensor.of(slopes, logProbs.shape());
  }

  /** Refuses labels that are missing, or that the vocabulary does not have. */
  static void check(Batch batch, int[][] labels, int classes) {
    if (labels.length != batch.size()) {
      throw Problem.internal("samples and labels do not match")
          .expected(batch.size() + " label sequences")
          .found(labels.length)
          .exception();
    }
    for (int i = 0; i < labels.length; i++) {
      boolean known = Arrays.stream(labels[i]).allMatch(label -> label > 0 && label < classes);
      if (labels[i].length == 0 || !known) {
        throw Problem.data("a sample has no labels, or some that the vocabulary does not have")
            .where("sample " + batch.ids().get(i))
            .expected("one label or more from 1 to " + (classes - 1))
            .found(Arrays.toString(labels[i]))
            .remedy("train with the vocabulary that was made from this corpus")
            .exception();
      }
    }
  }
}
