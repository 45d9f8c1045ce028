package dev.teacher.features.corpus.check;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.error.TeacherException;
import dev.teacher.features.corpus.Listing;
import dev.teacher.features.corpus.check.Finding.Topic;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads every number of a corpus once: what cannot be read, what is there several times, and how
 * often there are which frame rates.
 */
final class Recordings {
  /** A sentence of a split. */
  private record Owner(String split, Listing.Row row) {
    @Override
    public String toString() {
      return split + "/" + row.id();
    }
  }

  private final List<String> faults = new ArrayList<>();
  private final Map<String, Map<String, Integer>> rates = new LinkedHashMap<>();
  private final Map<String, List<Owner>> wholes = new LinkedHashMap<>();

  /** By content, the first place of a clip in each split. */
  private final Map<String, Map<String, String>> clips = new LinkedHashMap<>();

  private Recordings() {}

  static Recordings of(Map<String, Listing> listings) {
    Recordings recordings = new Recordings();
    listings.forEach(
        (split, listing) -> {
          recordings.rates.put(split, new TreeMap<>());
          for (Listing.Row row : listing.rows()) {
            row.landmarks().ifPresent(source -> recordings.read(new Owner(split, row), source));
          }
        });
    return recordings;
  }

  /** What could not be read. */
  List<String> faults() {
    return faults;
  }

  /** Sentences of each frame rate in a split. */
  Map<String, Integer> rates(String split) {
    return rates.get(split);
  }

  /** Says what is there several times. */
  void find(Findings findings) {
    List<String> across = new ArrayList<>();
    List<String> contradicting = new ArrayList<>();
    List<String> repeated = new ArrayList<>();
    for (List<Owner> owners : wholes.values()) {
      if (owners.size() > 1) {
        String places = String.join(" = ", owners.stream().map(Owner::toString).toList());
        if (owners.stream().map(owner -> owner.row().glosses()).distinct().count() > 1) {
          contradicting.add(places);
        } else if (owners.stream().map(Owner::split).distinct().count() > 1) {
          across.add(places);
        } else {
          repeated.add(places);
        }
      }
    }
    findings.wrong(
        Topic.CONTRADICTIONS,
        contradicting,
        " groups of sentences have the same landmarks and other glosses",
        "find out which annotation is right; keep one of each");
    findings.wrong(
        Topic.ACROSS,
        across,
        " groups of sentences of several splits have the same landmarks",
        "keep one of each: between splits they make error rates too good");
    findings.note(
        Topic.REPEATED,
        repeated,
        " groups of sentences of one split have the same landmarks",
        "keep one of each, unless they repeat on purpose");
    findings.wrong(
        Topic.CLIPS,
        clips.values().stream()
            .filter(splits -> splits.size() > 1)
            .map(splits -> String.join(" = ", splits.values()))
            .toList(),
        " clips within sentences are in several splits",
        "compose each split of clips of its own: otherwise error rates are too good");
  }

  private void read(Owner owner, FrameSource source) {
    try {
      Frames frames = source.read();
      String rate =
          frames.frameRate().isPresent()
              ? String.valueOf(frames.frameRate().getAsDouble())
              : "unknown";
      rates.get(owner.split()).merge(rate, 1, Integer::sum);
      String whole = hash(frames, 0, frames.frames());
      wholes.computeIfAbsent(whole, h -> new ArrayList<>()).add(owner);
      for (GlossSegment segment : owner.row().segments()) {
        if (segment.end() > frames.frames()) {
          faults.add(
              "%s: %s ends at frame %d of %d"
                  .formatted(owner, segment.gloss(), segment.end(), frames.frames()));
          break;
        }
        boolean isWhole = segment.end() - segment.start() == frames.frames();
        if (!isWhole && !isEmpty(frames, segment)) {
          clips
              .computeIfAbsent(hash(frames, segment.start(), segment.end()), h -> new TreeMap<>())
              .putIfAbsent(
                  owner.split(), owner + " frames " + segment.start() + " to " + segment.end());
        }
      }
    } catch (TeacherException e) {
      faults.add(owner + ": " + e.getMessage());
    }
  }

  /** Nothing was found in any frame: such clips are all the same. */
  private static boolean isEmpty(Frames frames, GlossSegment segment) {
    int width = frames.layout().width();
    for (int i = segment.start() * width; i < segment.end() * width; i++) {
      if (frames.values()[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static String hash(Frames frames, int start, int end) {
    try {
      int width = frames.layout().width();
      int count = (end - start) * width;
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count);
      bytes.asFloatBuffer().put(FloatBuffer.wrap(frames.values(), start * width, count));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
