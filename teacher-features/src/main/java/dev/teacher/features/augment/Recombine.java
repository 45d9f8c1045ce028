package dev.teacher.features.augment;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.SampleAugmentation;
import dev.teacher.features.compose.Joiner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Swaps segments.
 *
 * @param probability of each segment
 * @param transition interpolated frames at each end of a swapped segment
 * @param skip what is told that nothing will be swapped where no segment is known; empty to fail
 */
record Recombine(double probability, int transition, Optional<Consumer<String>> skip)
    implements Augmentation {
  /** There is nothing to swap with: only a prepared one can change anything. */
  @Override
  public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
    throw new IllegalStateException("recombine must be prepared for a training split");
  }

  @Override
  public SampleAugmentation prepare(List<Sample> training, Function<Sample, Landmarks> reader) {
    if (skip.isPresent() && training.stream().allMatch(s -> s.segments().isEmpty())) {
      skip.get().accept("recombine changes nothing: no sample of the training split has segments");
      return (sample, landmarks, random) -> landmarks;
    }
    Donors donors = Donors.of(training);
    return (sample, landmarks, random) -> swap(sample, landmarks, donors, reader, random);
  }

  @Override
  public boolean comesFirst() {
    return true;
  }

  private Landmarks swap(
      Sample sample,
      Landmarks landmarks,
      Donors donors,
      Function<Sample, Landmarks> reader,
      RandomGenerator random) {
    List<Landmarks> pieces = new ArrayList<>();
    int kept = 0;
    for (GlossSegment segment : sample.segments()) {
      boolean wanted = random.nextDouble() < probability;
      Optional<Donors.Clip> donor =
          wanted ? donors.draw(sample, segment, random) : Optional.empty();
      if (donor.isPresent()) {
        addKept(pieces, landmarks, kept, segment.start());
        GlossSegment other = donor.get().segment();
        pieces.add(Joiner.cut(reader.apply(donor.get().sample()), other.start(), other.end()));
        kept = segment.end();
      }
    }
    if (pieces.isEmpty()) {
      return landmarks;
    }
    addKept(pieces, landmarks, kept, landmarks.frames());
    float[] values = Joiner.join(pieces, transition).values();
    return landmarks.with(values.length / landmarks.layout().width(), values);
  }

  private static void addKept(List<Landmarks> pieces, Landmarks landmarks, int start, int end) {
    if (start < end) {
      pieces.add(Joiner.cut(landmarks, start, end));
    }
  }
}
