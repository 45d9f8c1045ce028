package dev.teacher.features.corpus;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.IoReason;
import dev.teacher.api.plugin.FrameFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lists a split of a corpus in PHOENIX's layout: collects what reading it would stop at. */
final class PhoenixListing {
  private static final Pattern REPEATED_BLANK = Pattern.compile("\\s\\s");

  private final PhoenixPlaces places;
  private final boolean dropEmpty;
  private final GlossFilter filter;
  private final FrameFiles files;
  private final List<Listing.Row> rows = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Set<Path> named = new HashSet<>();
  private final GlossFilter.Tally tally = new GlossFilter.Tally();
  private final List<String> repeatedBlanks = new ArrayList<>();
  private final List<String> empty = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();

  private PhoenixListing(
      PhoenixPlaces places, boolean dropEmpty, GlossFilter filter, FrameFiles files) {
    this.places = places;
    this.dropEmpty = dropEmpty;
    this.filter = filter;
    this.files = files;
  }

  static Listing of(
      PhoenixPlaces places, boolean dropEmpty, GlossFilter filter, FrameFiles files, String split) {
    PhoenixListing listing = new PhoenixListing(places, dropEmpty, filter, files);
    listing.list(split);
    return new Listing(
        listing.rows,
        listing.faults,
        listing.strays(split),
        listing.tally.rules(),
        listing.repeatedBlanks,
        listing.empty,
        listing.repeated);
  }

  private void list(String split) {
    Path file = places.annotationsOf(split);
    List<AnnotationFile.Row> sentences = AnnotationFile.readAll(file, this::fault, repeated::add);
    SegmentFile segments = SegmentFile.read(places.segmentsOf(split), this::fault);
    Set<String> ids = new HashSet<>();
    for (AnnotationFile.Row row : sentences) {
      ids.add(row.id());
      if (REPEATED_BLANK.matcher(row.annotation()).find()) {
        repeatedBlanks.add(row.id());
      }
      try {
        Path path = places.featuresOf(row, split);
        named.add(path);
        List<String> glosses = filter.apply(row.tokens(), tally);
        if (!glosses.isEmpty()) {
          rows.add(row(row, glosses, open(path), segments));
        } else if (!dropEmpty) {
          empty.add(row.id());
          fault(PhoenixCorpus.noGloss(file, row));
        }
      } catch (TeacherException e) {
        fault(e);
      }
    }
    segments.requireKnown(ids, this::fault);
  }

  private Listing.Row row(
      AnnotationFile.Row row,
      List<String> glosses,
      Optional<FrameSource> source,
      SegmentFile segments) {
    List<GlossSegment> own = List.of();
    try {
      int frames = source.map(FrameSource::frames).orElse(Integer.MAX_VALUE);
      own = segments.of(row.id(), glosses, frames, filter);
    } catch (TeacherException e) {
      fault(e);
    }
    return new Listing.Row(row.id(), row.signer(), glosses, own, source);
  }

  private void fault(TeacherException fault) {
    faults.add(fault.getMessage());
  }

  private Optional<FrameSource> open(Path path) {
    return Files.exists(path) ? Optional.of(files.open(path)) : Optional.empty();
  }

  /** Files beside those that sentences name, where ids are names of files or folders. */
  private List<Path> strays(String split) {
    Path pattern = places.root().resolve(places.features().replace("{split}", split));
    Path folder = pattern.getParent();
    if (folder.toString().contains("{id}") || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !named.contains(entry)).sorted().toList();
    } catch (IOException e) {
      throw Problem.data("cannot list a folder of landmarks")
          .where(folder)
          .found(IoReason.of(e))
          .remedy("check the permissions")
          .cause(e)
          .exception();
    }
  }
}
