package dev.teacher.train.guard;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.train.run.EpochState;
import dev.teacher.train.run.GuardState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Watches the norms of gradients before clipping, of the whole and by layer.
 *
 * <p>Gradients explode or vanish (Pascanu et al. 2013, "On the difficulty of training recurrent
 * neural networks"), and a ReLU that is never above zero passes none on (Lu et al. 2019, "Dying
 * ReLU and initialization"). Healthy trainings have single steps above 50, and all of their first
 * ones, so what counts is what lasts ({@link LargeNorms}), or a step far beyond the running median.
 */
final class GradientGuard {
  /** Steps without which a median says little. */
  private static final int FEW = 5;

  /** A step that is larger than the running median by this factor is a jump. */
  private static final double JUMP = 10;

  /** A jump matters beyond so many times the threshold; 104 was seen in a healthy training. */
  private static final double LARGE = 4;

  /** So many times the threshold need no median. */
  private static final double HUGE = 20;

  /** Below this share of the largest layer's, a step in float32 hardly knows a gradient. */
  private static final double VANISHED = 1e-6;

  private static final int NAMED = 3;

  private final Layers layers;
  private final double threshold;
  private final Alarms alarms;
  private final LargeNorms recent;
  private final RunningMedian[] recentOfLayer;
  private final double[] squares;
  private int steps;

  GradientGuard(Graph graph, double threshold, Alarms alarms) {
    this.layers = new Layers(graph);
    this.threshold = threshold;
    this.alarms = alarms;
    this.recent = new LargeNorms(threshold);
    this.squares = new double[layers.names().size()];
    this.recentOfLayer =
        IntStream.range(0, squares.length)
            .mapToObj(i -> new RunningMedian(LargeNorms.WINDOW))
            .toArray(RunningMedian[]::new);
  }

  /**
   * Takes note of a step that was made.
   *
   * @param loss of it, as a share of that of a network that knows nothing
   * @param rate its learning rate
   */
  void step(int epoch, long step, double loss, double rate, StepResult result) {
    boolean measured = result.parameterNorms().length > 0;
    double[] norms = measured ? layers.norms(result.parameterNorms()) : new double[0];
    double median = recent.median();
    double norm = result.gradientNorm();
    boolean jump = recent.size() >= FEW && norm > JUMP * median && norm > LARGE * threshold;
    if (threshold > 0 && (jump || norm > HUGE * threshold)) {
      explode(
          epoch,
          step,
          say("the norm is %.3g, where the median of the last steps was %.3g", norm, median),
          norms);
    }
    boolean lasts = recent.step(norm, loss, rate);
    for (int i = 0; i < norms.length; i++) {
      recentOfLayer[i].add(norms[i]);
      squares[i] += norms[i] * norms[i];
    }
    steps += measured ? 1 : 0;
    if (threshold > 0 && lasts) {
      explode(
          epoch,
          step,
          say(
              "the median norm of the last %d steps is %.3g; it is above %.3g for %d steps, in"
                  + " which the loss did not fall",
              LargeNorms.WINDOW, recent.median(), threshold, LargeNorms.LASTING),
          norms);
    }
  }

  private void explode(int epoch, long step, String evidence, double[] norms) {
    List<String> worst =
        IntStream.range(0, norms.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -norms[i]))
            .limit(NAMED)
            .map(
                i ->
                    say(
                        "%s (%.3g, median %.3g)",
                        layers.names().get(i), norms[i], recentOfLayer[i].median()))
            .toList();
    alarms.raise(
        AlarmKind.EXPLODING,
        epoch,
        step,
        evidence + (worst.isEmpty() ? "" : "; largest in " + String.join(", ", worst)),
        "lower train.optimizer.learning-rate to a third, or lengthen train.schedule.warm-up; look"
            + " for outlying features with teacher stats",
        List.of());
  }

  /** The norms of whole gradients so far. */
  GuardState.Norms norms() {
    return recent.state();
  }

  /** The last norms of each layer, the oldest first; no layer where none were measured. */
  Map<String, List<Double>> layers() {
    Map<String, List<Double>> norms = new LinkedHashMap<>();
    for (int i = 0; i < recentOfLayer.length; i++) {
      if (recentOfLayer[i].size() > 0) {
        norms.put(layers.names().get(i), recentOfLayer[i].numbers());
      }
    }
    return norms;
  }

  /** Goes on, before its first step, from the norms of another one. */
  void restore(GuardState.Norms norms, Map<String, List<Double>> ofLayers) {
    recent.restore(norms);
    for (int i = 0; i < recentOfLayer.length; i++) {
      ofLayers.getOrDefault(layers.names().get(i), List.of()).forEach(recentOfLayer[i]::add);
    }
  }

  /** The sums of the epoch so far. */
  EpochState.Gradients sums() {
    return new EpochState.Gradients(Arrays.stream(squares).boxed().toList(), steps);
  }

  /** Puts sums back. */
  void restore(EpochState.Gradients sums) {
    Arrays.setAll(squares, sums.squares()::get);
    steps = sums.steps();
  }

  /** Ends an epoch: the root of the mean square of each layer's norms; none where none was made. */
  Map<String, Double> epoch(int epoch, long step) {
    Map<String, Double> means = new LinkedHashMap<>();
    if (steps > 0) {
      double[] norms = new double[squares.length];
      for (int i = 0; i < squares.length; i++) {
        norms[i] = Math.sqrt(squares[i] / steps);
        means.put(layers.names().get(i), norms[i]);
        squares[i] = 0;
      }
      steps = 0;
      judge(epoch, step, norms);
    }
    return means;
  }

  private void judge(int epoch, long step, double[] norms) {
    double largest = IntStream.range(0, norms.length).mapToDouble(i -> norms[i]).max().orElse(0);
    List<Integer> dead =
        IntStream.range(0, norms.length).boxed().filter(i -> norms[i] == 0).toList();
    if (!dead.isEmpty()) {
      int nearest = dead.get(dead.size() - 1);
      List<String> others =
          dead.stream().filter(i -> i != nearest).map(layers.names()::get).toList();
      alarms.raise(
          AlarmKind.DEAD,
          epoch,
          step,
          "no gradient in the whole epoch, exactly zero, in "
              + layers.names().get(nearest)
              + (others.isEmpty() ? "" : ", and before it in " + String.join(", ", others)),
          "look at what stands behind "
              + layers.names().get(nearest)
              + ": a ReLU that is never above zero, or an input that is always zero; begin anew"
              + " with a smaller train.optimizer.learning-rate or a longer warm-up",
          List.of());
    }
    List<Integer> vanished =
        IntStream.range(0, norms.length)
            .boxed()
            .filter(i -> norms[i] > 0 && norms[i] < VANISHED * largest)
            .toList();
    if (!vanished.isEmpty()) {
      List<String> named =
          vanished.stream().map(i -> say("%s (%.2g)", layers.names().get(i), norms[i])).toList();
      alarms.raise(
          AlarmKind.VANISHING,
          epoch,
          step,
          say("below a millionth of the largest layer's %.3g over the epoch: ", largest)
              + String.join(", ", named),
          "use fewer layers, or ones with normalisation between them; a smaller"
              + " train.optimizer.learning-rate where gates or activations are saturated",
          List.of());
    }
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
