package dev.teacher.train.guard;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Auxiliary;
import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.train.data.LabelledBatch;
import java.util.List;
import java.util.Locale;

/**
 * Watches that training does not make a network worse than one that knows nothing. To that all
 * classes are as likely in every frame, so each path through the frames costs their number times
 * the logarithm of the classes, and the labels, which have several paths, less.
 */
final class LossGuard {
  private static final int WINDOW = 5;

  /** A network that is so much worse than guessing does not come back by itself. */
  private static final double WORSE = 2;

  private final Graph graph;
  private final Alarms alarms;
  private final RunningMedian recent = new RunningMedian(WINDOW);

  LossGuard(Graph graph, Alarms alarms) {
    this.graph = graph;
    this.alarms = alarms;
  }

  /**
   * Takes note of a step that was made.
   *
   * @return its loss, as a share of that of a network that knows nothing
   */
  double step(int epoch, long step, List<Part> parts, double loss) {
    double share = loss / guessed(parts);
    recent.add(share);
    if (recent.isFull() && recent.median() > WORSE) {
      alarms.raise(
          AlarmKind.DIVERGING,
          epoch,
          step,
          String.format(
              Locale.ROOT,
              "the loss is %.3g; the last %d were %.1f times those of a network that guesses, in"
                  + " the median",
              loss,
              WINDOW,
              recent.median()),
          "lower train.optimizer.learning-rate to a tenth, and begin anew; teacher find-lr finds"
              + " one",
          List.of());
    }
    return share;
  }

  /** The last losses, as shares of that of a network that knows nothing, the oldest first. */
  List<Double> recent() {
    return recent.numbers();
  }

  /** Goes on, before its first step, from the last losses of another one. */
  void restore(List<Double> before) {
    before.forEach(recent::add);
  }

  /** At most the mean loss where every class is as likely, auxiliaries included. */
  private double guessed(List<Part> parts) {
    double sum = 0;
    int samples = 0;
    for (Part part : parts) {
      LabelledBatch batch = part.batch();
      for (int i = 0; i < batch.batch().size(); i++) {
        sum += pathCost(batch.batch(), i) / batch.labels()[i].length;
      }
      samples += batch.batch().size();
    }
    return sum / samples;
  }

  private double pathCost(Batch batch, int sample) {
    int frames = Math.toIntExact(batch.lengths()[sample]);
    Dim classes = graph.outputs().get(Recognizer.LOG_PROBS).shape().dim(2);
    double weighted = graph.outputs().get(Recognizer.LOG_PROBS).shape().dim(1).resolve(frames);
    for (Auxiliary auxiliary : graph.auxiliaries()) {
      weighted += auxiliary.weight() * auxiliary.logProbs().shape().dim(1).resolve(frames);
    }
    return weighted * Math.log(classes.size());
  }
}
