package dev.teacher.train.doctor.network;

import dev.teacher.api.data.Sample;
import dev.teacher.train.data.BatchPlan;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.loop.TrainSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What trials of a remedy are made on. Where there is time, many sentences to train on, and others
 * to judge by: a network that learns nothing of use may still learn a few sentences by heart. Else
 * a few sentences, to be learned by heart.
 *
 * @param trained with those that are to blame among them
 * @param unseen sentences of dev, or of the training split where there is no other; none where few
 *     are to be learned by heart
 * @param steps of a training, at most
 */
record Material(List<Sample> trained, List<Sample> unseen, int steps) {
  /** With fewer steps of many sentences CTC still says blank everywhere. */
  private static final int ENOUGH = 300;

  private static final int MOST_STEPS = 1200;

  /** Frames that all steps see together: small networks spend their time on other than products. */
  private static final double MOST_FRAMES = 500_000;

  /** Frames of a batch, at most: it is steps rather than frames that lead CTC out of blanks. */
  private static final int BATCH = 512;

  private static final int MANY = 160;
  private static final int FEW = 5;

  /** Shares of all operations that a training may take. */
  private static final double LONG = 0.2;

  private static final double SHORT = 0.15;

  /** Share of the sentences to train on that may be to blame. */
  private static final double BLAMED = 0.5;

  /** Sentences to judge by. */
  private static final int JUDGES = 60;

  Material {
    trained = List.copyOf(trained);
    unseen = List.copyOf(unseen);
  }

  /**
   * Draws it.
   *
   * @param blamed ids of samples that a remedy leaves out
   */
  static Material of(Patient patient, Set<String> blamed) {
    if (patient.subject().effort() == Effort.FULL) {
      Material many = many(patient, blamed);
      if (many.steps() >= ENOUGH && !many.unseen().isEmpty()) {
        return many;
      }
    }
    return few(patient, blamed);
  }

  private static Material many(Patient patient, Set<String> blamed) {
    Predicate<Sample> sound =
        sample -> !blamed.contains(sample.id()) && TrainingSamples.isFinite(patient, sample);
    List<Sample> trained = blamed(patient, blamed, (int) (BLAMED * MANY));
    List<Sample> others =
        TrainingSamples.drawn(patient, "train")
            .filter(sound)
            .limit((long) MANY - trained.size() + JUDGES)
            .toList();
    List<Sample> dev = TrainingSamples.drawn(patient, "dev").filter(sound).limit(JUDGES).toList();
    int kept = dev.isEmpty() ? others.size() * 3 / 4 : others.size();
    int healthy = Math.min(kept, MANY - trained.size());
    trained.addAll(others.subList(0, healthy));
    if (trained.isEmpty()) {
      return new Material(List.of(), List.of(), 0);
    }
    int batches =
        plan(patient.settings()).inOrder(trained, sample -> sample.source().frames()).size();
    double operations = LONG * patient.subject().effort().operations();
    double epochs =
        Math.min(
            operations / (trained.size() * Budget.sentence(patient.graph(), trained)),
            MOST_FRAMES / TrainingSamples.frames(trained));
    return new Material(
        trained,
        dev.isEmpty() ? others.subList(healthy, others.size()) : dev,
        (int) Math.min(MOST_STEPS, batches * epochs));
  }

  /** How many sentences are put into batches. */
  static BatchPlan plan(TrainSettings settings) {
    return new BatchPlan(Math.min(BATCH, settings.maxFrames()), settings.maxSamples());
  }

  private static Material few(Patient patient, Set<String> blamed) {
    List<Sample> trained = blamed(patient, blamed, FEW);
    TrainingSamples.distinct(patient, FEW + blamed.size()).stream()
        .filter(sample -> !blamed.contains(sample.id()))
        .limit(FEW)
        .forEach(trained::add);
    if (trained.isEmpty()) {
      return new Material(List.of(), List.of(), 0);
    }
    double operations = SHORT * patient.subject().effort().operations();
    return new Material(
        trained,
        List.of(),
        Budget.steps(patient.graph(), trained, operations, LearningCheck.MOST_STEPS));
  }

  private static List<Sample> blamed(Patient patient, Set<String> blamed, int most) {
    List<Sample> samples = new ArrayList<>();
    if (!blamed.isEmpty()) {
      TrainingSamples.drawn(patient, "train")
          .filter(sample -> blamed.contains(sample.id()))
          .limit(most)
          .forEach(samples::add);
    }
    return samples;
  }

  /** Without some sentences, in as many steps. */
  Material without(Set<String> ids) {
    return new Material(
        trained.stream().filter(sample -> !ids.contains(sample.id())).toList(), unseen, steps);
  }

  /** The same sentences as another patient has them. */
  Material in(Patient other) {
    Map<String, Sample> theirs = new LinkedHashMap<>();
    Set<String> wanted = new HashSet<>();
    Stream.concat(trained.stream(), unseen.stream()).forEach(sample -> wanted.add(sample.id()));
    for (String split : List.of("dev", "train")) {
      TrainingSamples.drawn(other, split)
          .filter(sample -> wanted.contains(sample.id()))
          .forEach(sample -> theirs.put(sample.id(), sample));
    }
    return new Material(in(theirs, trained), in(theirs, unseen), steps);
  }

  private static List<Sample> in(Map<String, Sample> theirs, List<Sample> samples) {
    return samples.stream().map(Sample::id).filter(theirs::containsKey).map(theirs::get).toList();
  }
}
