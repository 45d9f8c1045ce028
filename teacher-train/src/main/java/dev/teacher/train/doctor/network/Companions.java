package dev.teacher.train.doctor.network;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Value;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.train.doctor.Patient;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Some samples that go through a network alone, in company and padded. */
final class Companions {
  /** What stands in padding that nobody should look at. */
  private static final float RUBBISH = 7;

  private static final int MORE_FRAMES = 16;

  private final Patient patient;
  private final List<Sample> samples;
  private final Batch company;

  /**
   * @param patient whose samples they are
   * @param samples the shortest first, two at least
   */
  Companions(Patient patient, List<Sample> samples) {
    this.patient = patient;
    this.samples = samples;
    this.company = TrainingSamples.batch(patient, samples);
  }

  List<Sample> samples() {
    return samples;
  }

  /**
   * The largest difference of a sample's numbers alone and in company.
   *
   * @param model gives {@code value}
   * @param value float32 [batch, time', channels]
   */
  double inCompany(Function<Batch, ModelOutput> model, Value value) {
    ModelOutput together = model.apply(company);
    double largest = 0;
    for (int i = 0; i < samples.size(); i++) {
      ModelOutput alone = model.apply(TrainingSamples.batch(patient, List.of(samples.get(i))));
      largest = Math.max(largest, difference(value, samples.get(i), alone, 0, together, i));
    }
    return largest;
  }

  /** The difference of the shortest sample's numbers alone and with padding behind it. */
  double padded(Function<Batch, ModelOutput> model, Value value) {
    Sample sample = samples.get(0);
    ModelOutput alone = model.apply(TrainingSamples.batch(patient, List.of(sample)));
    return difference(value, sample, alone, 0, model.apply(padded(sample)), 0);
  }

  private Batch padded(Sample sample) {
    float[] values = patient.frames().cache().get(sample).values();
    int width = patient.frames().cache().layout().width();
    float[] longer = new float[values.length + MORE_FRAMES * width];
    System.arraycopy(values, 0, longer, 0, values.length);
    Arrays.fill(longer, values.length, longer.length, RUBBISH);
    Batch batch = Batch.of(List.of(sample.id()), List.of(longer), width);
    batch.lengths()[0] = values.length / width;
    return batch;
  }

  /** Relative to the largest number, where that is above 1. */
  private static double difference(
      Value value, Sample sample, ModelOutput one, int place, ModelOutput other, int otherPlace) {
    int frames = value.shape().dim(1).resolve(sample.source().frames());
    float[] a = valid(one, place, frames);
    float[] b = valid(other, otherPlace, frames);
    double scale = Outputs.largest(a);
    return Double.isFinite(scale) ? Outputs.difference(a, b) / Math.max(1, scale) : 0;
  }

  private static float[] valid(ModelOutput output, int sample, int frames) {
    int channels = output.channels();
    int from = sample * output.frames() * channels;
    return Arrays.copyOfRange(output.values(), from, from + frames * channels);
  }
}
