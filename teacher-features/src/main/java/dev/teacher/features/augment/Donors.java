package dev.teacher.features.augment;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The clips of a training split, by signer and gloss. Unknown signers count as one. */
final class Donors {
  /** One gloss in one of the samples. */
  record Clip(Sample sample, GlossSegment segment) {
    private boolean is(Sample other, GlossSegment place) {
      return sample.id().equals(other.id()) && segment.equals(place);
    }
  }

  private record Kind(String signer, String gloss) {}

  private final Map<Kind, List<Clip>> clips = new HashMap<>();

  private Donors() {}

  /** Collects clips; a usage problem where no segment has another to be swapped with. */
  static Donors of(List<Sample> training) {
    Donors donors = new Donors();
    for (Sample sample : training) {
      for (GlossSegment segment : sample.segments()) {
        Kind kind = new Kind(sample.signer(), segment.gloss());
        donors.clips.computeIfAbsent(kind, k -> new ArrayList<>()).add(new Clip(sample, segment));
      }
    }
    if (donors.clips.isEmpty()) {
      throw nothing(
          "none of " + training.size() + " samples has segments",
          "write them, id|start|end|gloss, where corpus.segments looks, or set"
              + " without-segments = skip");
    }
    if (donors.clips.values().stream().allMatch(own -> own.size() < 2)) {
      throw nothing(
          donors.clips.size() + " clips, none of them a second of its signer and gloss",
          "remove recombine");
    }
    return donors;
  }

  /** One of the other clips of a segment's gloss and signer, all equally likely. */
  Optional<Clip> draw(Sample sample, GlossSegment segment, RandomGenerator random) {
    List<Clip> own = clips.getOrDefault(new Kind(sample.signer(), segment.gloss()), List.of());
    if (own.size() < 2) {
      return Optional.empty();
    }
    Clip last = own.get(own.size() - 1);
    Clip drawn = own.get(random.nextInt(own.size() - 1));
    return Optional.of(drawn.is(sample, segment) ? last : drawn);
  }

  private static RuntimeException nothing(String found, String remedy) {
    return Problem.usage("recombine has nothing to swap")
        .where("augmentations")
        .expected("a training split that says when each gloss is signed, with several clips of one")
        .found(found)
        .remedy(remedy)
        .exception();
  }
}
