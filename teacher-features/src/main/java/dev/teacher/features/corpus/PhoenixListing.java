package dev.teacher.features.corpus;

import dev.teacher.api.data.FrameSource;
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
import java.util.stream.Stream;

/** Lists a split of a corpus in PHOENIX's layout: collects what reading it would stop at. */
final class PhoenixListing {
  private final PhoenixCorpus.Places places;
  private final GlossFilter filter;
  private final FrameFiles files;
  private final List<Listing.Row> rows = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Set<Path> named = new HashSet<>();

  private PhoenixListing(PhoenixCorpus.Places places, GlossFilter filter, FrameFiles files) {
    this.places = places;
    this.filter = filter;
    this.files = files;
  }

  static Listing of(
      PhoenixCorpus.Places places, GlossFilter filter, FrameFiles files, String split) {
    PhoenixListing listing = new PhoenixListing(places, filter, files);
    listing.list(split);
    return new Listing(listing.rows, listing.faults, listing.strays(split));
  }

  private void list(String split) {
    Path file = places.annotationsOf(split);
    GlossFilter.Tally tally = new GlossFilter.Tally();
    for (AnnotationFile.Row row :
        AnnotationFile.readAll(file, problem -> faults.add(problem.getMessage()))) {
      try {
        Path path = places.featuresOf(row, split);
        named.add(path);
        List<String> glosses = filter.apply(row.tokens(), tally);
        if (!glosses.isEmpty()) {
          rows.add(new Listing.Row(row.id(), row.signer(), glosses, open(path)));
        } else if (!places.dropEmpty()) {
          faults.add(PhoenixCorpus.noGloss(file, row).getMessage());
        }
      } catch (TeacherException e) {
        faults.add(e.getMessage());
      }
    }
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
