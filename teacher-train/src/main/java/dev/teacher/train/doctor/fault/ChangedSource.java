package dev.teacher.train.doctor.fault;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Sample;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * Landmarks that are changed when they are read.
 *
 * @param sound the landmarks as they are
 * @param length frames afterwards, given those before
 * @param change of a copy of them
 */
record ChangedSource(Sample sound, IntUnaryOperator length, UnaryOperator<Landmarks> change)
    implements LandmarkSource {
  /** The sample with other landmarks, as many frames as before. */
  static Sample of(Sample sound, UnaryOperator<Landmarks> change) {
    return of(sound, frames -> frames, change);
  }

  /** The sample with other landmarks. */
  static Sample of(Sample sound, IntUnaryOperator length, UnaryOperator<Landmarks> change) {
    return sound.withSource(new ChangedSource(sound, length, change));
  }

  @Override
  public int frames() {
    return length.applyAsInt(sound.source().frames());
  }

  @Override
  public Landmarks read() {
    Landmarks landmarks = sound.landmarks();
    return change.apply(landmarks.with(landmarks.frames(), landmarks.values().clone()));
  }

  @Override
  public String location() {
    return sound.source().location() + " (changed)";
  }
}
