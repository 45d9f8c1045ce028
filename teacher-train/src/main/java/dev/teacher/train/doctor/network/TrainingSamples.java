package dev.teacher.train.doctor.network;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.train.data.CtcBudget;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.doctor.Patient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Samples of the training split that a network can be trained on, and batches of them. */
final class TrainingSamples {
  /** Of so many times as many that are drawn, the shortest are taken: they teach as much. */
  private static final int CHOICE = 8;

  private TrainingSamples() {}

  /** Of the training split, drawn by the seed: readable, known glosses, long enough for CTC. */
  static List<Sample> draw(Patient patient, int most) {
    return drawn(patient, "train").limit(most).toList();
  }

  /** Of any split; reads as they go. */
  static Stream<Sample> drawn(Patient patient, String split) {
    int stride = Recognizer.outputStride(patient.graph());
    return patient.drawn(split).filter(sample -> isTrainable(sample, patient.vocabulary(), stride));
  }

  /** Short ones with different sentences and finite numbers. */
  static List<Sample> distinct(Patient patient, int most) {
    Set<List<String>> sentences = new HashSet<>();
    return draw(patient, CHOICE * most * 2).stream()
        .filter(sample -> isFinite(patient, sample))
        .filter(sample -> sentences.add(sample.glosses()))
        .limit((long) CHOICE * most)
        .sorted(Comparator.comparingInt(sample -> sample.source().frames()))
        .limit(most)
        .toList();
  }

  static boolean isTrainable(Sample sample, Vocabulary vocabulary, int stride) {
    boolean known =
        !sample.glosses().isEmpty() && sample.glosses().stream().allMatch(vocabulary::contains);
    return known
        && CtcBudget.available(sample.source().frames(), stride)
            >= CtcBudget.needed(vocabulary.encode(sample));
  }

  /** Whether every number of a readable sample is finite. */
  static boolean isFinite(Patient patient, Sample sample) {
    Frames frames = patient.frames().frames(sample).orElseThrow();
    for (float value : frames.values()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** Frames of all of them. */
  static long frames(List<Sample> samples) {
    return samples.stream().mapToLong(sample -> sample.source().frames()).sum();
  }

  /** One batch of samples. */
  static Batch batch(Patient patient, List<Sample> samples) {
    List<float[]> rows = new ArrayList<>();
    samples.forEach(sample -> rows.add(patient.frames().cache().get(sample).values()));
    List<String> ids = samples.stream().map(Sample::id).toList();
    return Batch.of(ids, rows, patient.frames().cache().layout().width());
  }

  /** One batch of samples with their labels. */
  static LabelledBatch labelled(Patient patient, List<Sample> samples) {
    int[][] labels = samples.stream().map(patient.vocabulary()::encode).toArray(int[][]::new);
    return new LabelledBatch(batch(patient, samples), labels);
  }
}
