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
    return new SampleAugmentation() {
      @Override
      public Landmarks apply(Sample sample, Landmarks landmarks, RandomGenerator random) {
        List<Piece> pieces = pieces(sample, landmarks.frames(), donors, random);
        return pieces.isEmpty() ? landmarks : joined(pieces, landmarks, reader);
      }

      @Override
      public int frames(Sample sample, int frames, RandomGenerator random) {
        List<Piece> pieces = pieces(sample, frames, donors, random);
        return pieces.isEmpty()
            ? frames
            : pieces.stream().mapToInt(Piece::frames).sum() + transition * (pieces.size() - 1);
      }
    };
  }

  @Override
  public boolean comesFirst() {
    return true;
  }

  /** Frames of the sample itself, or of a donor; {@code end} is exclusive. */
  private record Piece(Optional<Sample> donor, int start, int end) {
    int frames() {
      return end - start;
    }
  }

  /** What the sample is put together from; nothing where it stays as it is. */
  private List<Piece> pieces(Sample sample, int frames, Donors donors, RandomGenerator random) {
    List<Piece> pieces = new ArrayList<>();
    int kept = 0;
    for (GlossSegment segment : sample.segments()) {
      boolean wanted = random.nextDouble() < probability;
      Optional<Donors.Clip> donor =
          wanted ? donors.draw(sample, segment, random) : Optional.empty();
      if (donor.isPresent()) {
        addKept(pieces, kept, segment.start());
        GlossSegment other = donor.get().segment();
        pieces.add(new Piece(Optional.of(donor.get().sample()), other.start(), other.end()));
        kept = segment.end();
      }
    }
    if (!pieces.isEmpty()) {
      addKept(pieces, kept, frames);
    }
    return pieces;
  }

  private static void addKept(List<Piece> pieces, int start, int end) {
    if (start < end) {
      pieces.add(new Piece(Optional.empty(), start, end));
    }
  }

  private Landmarks joined(
      List<Piece> pieces, Landmarks landmarks, Function<Sample, Landmarks> reader) {
    List<Landmarks> clips =
        pieces.stream()
            .map(p -> Joiner.cut(p.donor().map(reader).orElse(landmarks), p.start(), p.end()))
            .toList();
    float[] values = Joiner.join(clips, transition).values();
    return landmarks.with(values.length / landmarks.layout().width(), values);
  }
}
