package dev.teacher.train.doctor.network;

import static dev.teacher.train.doctor.network.Text.number;

import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Patient;
import java.util.ArrayList;
import java.util.List;

/** How steady loss and gradient are from batch to batch, in batches of 1, 2, 4 and 8. */
final class BatchSizes {
  private static final List<Integer> SIZES = List.of(1, 2, 4, 8);

  private BatchSizes() {}

  /** Loss and norm of the gradient, each over the samples of a batch, by size. */
  static Exhibit table(Patient patient, List<Sample> samples, TrainingSession session) {
    List<List<String>> rows =
        SIZES.stream()
            .filter(size -> size <= samples.size())
            .map(size -> row(patient, samples, session, size))
            .toList();
    return new Exhibit.Table(
        "Loss and gradient by batch size",
        List.of("samples", "batches", "loss", "deviation", "norm", "deviation"),
        rows);
  }

  private static List<String> row(
      Patient patient, List<Sample> samples, TrainingSession session, int size) {
    List<Double> losses = new ArrayList<>();
    List<Double> norms = new ArrayList<>();
    for (int from = 0; from + size <= samples.size(); from += size) {
      LabelledBatch batch = TrainingSamples.labelled(patient, samples.subList(from, from + size));
      double sum = 0;
      for (float loss : session.losses(batch.batch(), batch.labels())) {
        sum += loss;
      }
      losses.add(sum / size);
      norms.add(norm(session.gradients(batch.batch(), batch.labels())) / size);
    }
    return List.of(
        Integer.toString(size),
        Integer.toString(losses.size()),
        number(mean(losses)),
        number(deviation(losses)),
        number(mean(norms)),
        number(deviation(norms)));
  }

  private static double norm(Weights gradients) {
    double squares = 0;
    for (String name : gradients.names()) {
      for (float value : gradients.get(name).floats()) {
        squares += (double) value * value;
      }
    }
    return Math.sqrt(squares);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static double deviation(List<Double> values) {
    double mean = mean(values);
    return Math.sqrt(
        values.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElse(Double.NaN));
  }
}
