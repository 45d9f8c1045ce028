package dev.teacher.train.doctor.fault;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.features.augment.MirrorFactory;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Landmarks that are not those of the signer, or not all of them, or of another time. */
final class RecordingFaults {
  private static final Set<String> ALL = Set.of();
  private static final Set<String> TRAIN = Set.of("train");
  private static final Set<String> DEV = Set.of("dev");

  private RecordingFaults() {}

  static List<Fault> all() {
    return Stream.of(numbers(), parts(), sides(), times(), signers())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Fault> numbers() {
    return List.of(
        Fault.of("NaN", "one number", FindingKind.NON_FINITE_INPUT, one(0, Float.NaN)),
        Fault.of("NaN", "in 5 % of training", FindingKind.NON_FINITE_INPUT, one(0.05, Float.NaN)),
        Fault.of(
            "infinity",
            "one number",
            FindingKind.NON_FINITE_INPUT,
            one(0, Float.POSITIVE_INFINITY)),
        Fault.of(
            "infinity",
            "in 5 % of training",
            FindingKind.NON_FINITE_INPUT,
            one(0.05, Float.NEGATIVE_INFINITY)),
        Fault.of("damaged files", "one", FindingKind.REFUSED, damaged(0)),
        Fault.of("damaged files", "10 % of training", FindingKind.REFUSED, damaged(0.1)),
        Fault.of(
            "huge numbers", "1e4 in 2 % of training", FindingKind.EXTREME_VALUES, one(0.02, 1e4f)),
        Fault.of(
            "huge numbers", "1e7 in 20 % of training", FindingKind.EXTREME_VALUES, one(0.2, 1e7f)));
  }

  private static List<Fault> parts() {
    return List.of(
        Fault.of(
            "a still hand", "the right one", FindingKind.CONSTANT_COLUMNS, still(Part.RIGHT_HAND)),
        Fault.of(
            "a still hand",
            "both",
            FindingKind.CONSTANT_COLUMNS,
            still(Part.RIGHT_HAND, Part.LEFT_HAND)),
        Fault.of("hands not found", "90 % of frames", FindingKind.MISSING_PARTS, missing(0.9)),
        Fault.of("hands not found", "every frame", FindingKind.MISSING_PARTS, missing(1)),
        Fault.of(
            "columns in another order",
            "face before pose",
            FindingKind.WRONG_LAYOUT,
            reordered(false)),
        Fault.of(
            "columns in another order",
            "all x, all y, all z",
            FindingKind.WRONG_LAYOUT,
            reordered(true)));
  }

  private static List<Fault> sides() {
    return List.of(
        Fault.of(
            "swapped hands", "20 % of training", FindingKind.SWAPPED_HANDS, swapped(TRAIN, 0.2)),
        Fault.of("swapped hands", "everywhere", FindingKind.SWAPPED_HANDS, swapped(ALL, 1)),
        Fault.of(
            "x mirrored",
            "20 % of training",
            FindingKind.MIRRORED,
            each(TRAIN, 0.2, RecordingFaults::xMirrored)),
        Fault.of(
            "x mirrored",
            "5 % of training",
            FindingKind.MIRRORED,
            each(TRAIN, 0.05, RecordingFaults::xMirrored)),
        Fault.of(
            "x mirrored",
            "all of dev",
            FindingKind.MIRRORED,
            each(DEV, 1, RecordingFaults::xMirrored)),
        Fault.of(
            "mirrored video",
            "20 % of training",
            FindingKind.MIRRORED,
            each(TRAIN, 0.2, MirrorFactory::mirrored)),
        Fault.of(
            "mirrored video",
            "all of dev",
            FindingKind.MIRRORED,
            each(DEV, 1, MirrorFactory::mirrored)));
  }

  private static List<Fault> times() {
    return List.of(
        Fault.of("frozen frames", "30 %", FindingKind.FROZEN_FRAMES, frozen(0.3)),
        Fault.of("frozen frames", "70 %", FindingKind.FROZEN_FRAMES, frozen(0.7)),
        Fault.of("half the frame rate", "dev", FindingKind.FRAME_RATE, everySecond(DEV)),
        Fault.of("double the frame rate", "dev", FindingKind.FRAME_RATE, twice(DEV)),
        Fault.of("cut off", "to 60 %", FindingKind.TRUNCATED, cut(0.6)),
        Fault.of("cut off", "to 30 %", FindingKind.TRUNCATED, FindingKind.TOO_SHORT, cut(0.3)));
  }

  private static List<Fault> signers() {
    return List.of(
        Fault.of(
            "another aspect ratio",
            "1.78 in dev",
            FindingKind.ASPECT,
            each(DEV, 1, landmarks -> stretched(landmarks, 1.78f))),
        Fault.of(
            "another aspect ratio",
            "0.56 in dev",
            FindingKind.ASPECT,
            each(DEV, 1, landmarks -> stretched(landmarks, 0.56f))),
        Fault.of("a tilted camera", "30 degrees in dev", FindingKind.SHIFTED, tilted(30)),
        Fault.of("a tilted camera", "15 degrees in dev", FindingKind.SHIFTED, tilted(15)),
        Fault.of("a tilted camera", "90 degrees in dev", FindingKind.SHIFTED, tilted(90)));
  }

  private static UnaryOperator<Case> each(
      Set<String> splits, double share, UnaryOperator<Landmarks> change) {
    return ChangedCorpus.each(splits, share, sample -> ChangedSource.of(sample, change));
  }

  private static UnaryOperator<Case> one(double share, float value) {
    return each(
        TRAIN,
        share,
        landmarks -> {
          int frame = landmarks.frames() / 2;
          landmarks.values()[frame * Part.COLUMNS + Part.POSE.column(15, 0)] = value;
          return landmarks;
        });
  }

  /** No reader makes anything of them. */
  private static UnaryOperator<Case> damaged(double share) {
    return ChangedCorpus.each(
        TRAIN,
        share,
        sample ->
            ChangedSource.of(
                sample,
                landmarks -> {
                  throw Problem.data("the file ends too early")
                      .where(sample.source().location())
                      .remedy("copy it again")
                      .exception();
                }));
  }

  private static UnaryOperator<Case> still(Part... parts) {
    return each(
        ALL,
        1,
        landmarks -> {
          for (Part part : parts) {
            for (int frame = 0; frame < landmarks.frames(); frame++) {
              int from = frame * Part.COLUMNS + part.column(0, 0);
              Arrays.fill(landmarks.values(), from, from + 3 * part.count(), 0.25f);
            }
          }
          return landmarks;
        });
  }

  private static UnaryOperator<Case> missing(double share) {
    return each(
        ALL,
        1,
        landmarks -> {
          Random random = new Random(landmarks.frames());
          for (int frame = 0; frame < landmarks.frames(); frame++) {
            if (random.nextDouble() < share) {
              int from = frame * Part.COLUMNS + Part.LEFT_HAND.column(0, 0);
              Arrays.fill(landmarks.values(), from, (frame + 1) * Part.COLUMNS, 0);
            }
          }
          return landmarks;
        });
  }

  private static UnaryOperator<Case> reordered(boolean byCoordinate) {
    return each(
        ALL,
        1,
        landmarks -> {
          float[] from = landmarks.values();
          float[] to = new float[from.length];
          int pose = 3 * Part.POSE.count();
          int face = 3 * Part.FACE.count();
          for (int frame = 0; frame < landmarks.frames(); frame++) {
            int start = frame * Part.COLUMNS;
            if (byCoordinate) {
              for (int column = 0; column < Part.COLUMNS; column++) {
                int place = column % 3 * Part.LANDMARKS + column / 3;
                to[start + place] = from[start + column];
              }
            } else {
              System.arraycopy(from, start, to, start, Part.COLUMNS);
              System.arraycopy(from, start + pose, to, start, face);
              System.arraycopy(from, start, to, start + face, pose);
            }
          }
          return landmarks.with(landmarks.frames(), to);
        });
  }

  private static UnaryOperator<Case> swapped(Set<String> splits, double share) {
    return each(
        splits,
        share,
        landmarks -> {
          float[] values = landmarks.values();
          int width = 3 * Part.LEFT_HAND.count();
          for (int frame = 0; frame < landmarks.frames(); frame++) {
            int left = frame * Part.COLUMNS + Part.LEFT_HAND.column(0, 0);
            float[] hand = Arrays.copyOfRange(values, left, left + width);
            System.arraycopy(values, left + width, values, left, width);
            System.arraycopy(hand, 0, values, left + width, width);
          }
          return landmarks;
        });
  }

  /** x from right to left, and every point called as before. */
  private static Landmarks xMirrored(Landmarks landmarks) {
    return mapX(landmarks, x -> 1 - x);
  }

  private static Landmarks stretched(Landmarks landmarks, float factor) {
    return mapX(landmarks, x -> 0.5f + factor * (x - 0.5f));
  }

  /** Changes x of every point that was found. */
  private interface X {
    float of(float x);
  }

  private static Landmarks mapX(Landmarks landmarks, X change) {
    float[] values = landmarks.values();
    forEachPoint(landmarks, at -> values[at] = change.of(values[at]));
    return landmarks;
  }

  /** Tells where the x of each point is that was found; y and z stand behind it. */
  private static void forEachPoint(Landmarks landmarks, IntConsumer point) {
    for (int frame = 0; frame < landmarks.frames(); frame++) {
      for (Part part : Part.values()) {
        if (landmarks.isPresent(frame, part)) {
          for (int i = 0; i < part.count(); i++) {
            point.accept(frame * Part.COLUMNS + part.column(i, 0));
          }
        }
      }
    }
  }

  /** x and y of every point that was found, turned around the middle of the picture. */
  private static UnaryOperator<Case> tilted(double degrees) {
    double sine = Math.sin(Math.toRadians(degrees));
    double cosine = Math.cos(Math.toRadians(degrees));
    return each(
        DEV,
        1,
        landmarks -> {
          float[] values = landmarks.values();
          forEachPoint(
              landmarks,
              at -> {
                double x = values[at] - 0.5;
                double y = values[at + 1] - 0.5;
                values[at] = (float) (0.5 + cosine * x - sine * y);
                values[at + 1] = (float) (0.5 + sine * x + cosine * y);
              });
          return landmarks;
        });
  }

  private static UnaryOperator<Case> frozen(double share) {
    return each(
        TRAIN,
        1,
        landmarks -> {
          Random random = new Random(landmarks.frames());
          for (int frame = 1; frame < landmarks.frames(); frame++) {
            if (random.nextDouble() < share) {
              copy(landmarks, frame - 1, landmarks.values(), frame);
            }
          }
          return landmarks;
        });
  }

  private static void copy(Landmarks from, int frame, float[] to, int place) {
    System.arraycopy(from.values(), frame * Part.COLUMNS, to, place * Part.COLUMNS, Part.COLUMNS);
  }

  private static UnaryOperator<Case> everySecond(Set<String> splits) {
    return ChangedCorpus.each(
        splits,
        1,
        sample ->
            ChangedSource.of(
                withoutSegments(sample),
                frames -> (frames + 1) / 2,
                landmarks -> {
                  int count = (landmarks.frames() + 1) / 2;
                  float[] values = new float[count * Part.COLUMNS];
                  for (int frame = 0; frame < count; frame++) {
                    copy(landmarks, 2 * frame, values, frame);
                  }
                  return landmarks.with(count, values);
                }));
  }

  /** A frame between any two: halfway, where a part is in both. */
  private static UnaryOperator<Case> twice(Set<String> splits) {
    return ChangedCorpus.each(
        splits,
        1,
        sample ->
            ChangedSource.of(
                withoutSegments(sample), frames -> 2 * frames, RecordingFaults::interpolated));
  }

  private static Landmarks interpolated(Landmarks landmarks) {
    float[] values = new float[2 * landmarks.values().length];
    for (int frame = 0; frame < landmarks.frames(); frame++) {
      int next = Math.min(frame + 1, landmarks.frames() - 1);
      copy(landmarks, frame, values, 2 * frame);
      copy(landmarks, frame, values, 2 * frame + 1);
      for (Part part : Part.values()) {
        if (landmarks.isPresent(frame, part) && landmarks.isPresent(next, part)) {
          int from = part.column(0, 0);
          for (int column = from; column < from + 3 * part.count(); column++) {
            values[(2 * frame + 1) * Part.COLUMNS + column] =
                (landmarks.values()[frame * Part.COLUMNS + column]
                        + landmarks.values()[next * Part.COLUMNS + column])
                    / 2;
          }
        }
      }
    }
    return landmarks.with(2 * landmarks.frames(), values);
  }

  /** As a limit of length cuts: the annotation stays whole. */
  private static UnaryOperator<Case> cut(double share) {
    return ChangedCorpus.by(
        (split, samples, corpus) -> {
          List<Integer> lengths =
              new ArrayList<>(samples.stream().map(s -> s.source().frames()).sorted().toList());
          int limit = (int) (share * lengths.get(lengths.size() * 9 / 10));
          return samples.stream()
              .map(sample -> sample.source().frames() > limit ? cut(sample, limit) : sample)
              .toList();
        });
  }

  private static Sample cut(Sample sample, int limit) {
    return ChangedSource.of(
        withoutSegments(sample),
        frames -> limit,
        landmarks ->
            landmarks.with(limit, Arrays.copyOf(landmarks.values(), limit * Part.COLUMNS)));
  }

  private static Sample withoutSegments(Sample sample) {
    return new Sample(sample.id(), sample.signer(), sample.glosses(), sample.source());
  }
}
