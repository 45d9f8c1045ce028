package dev.teacher.features.corpus;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.FrameFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Sentences of annotation files, their landmarks one file (or folder) each. */
final class PhoenixCorpus implements CorpusReader, Listing.Source {
  /**
   * What it is.
   *
   * @param splits that the corpus says it has
   * @param dropEmpty whether sentences without a gloss are left out rather than refused
   * @param unseen whose sentences make a split of their own
   */
  record Rules(List<String> splits, boolean dropEmpty, UnseenSigners unseen) {}

  private final PhoenixPlaces places;
  private final Rules rules;
  private final GlossFilter filter;
  private final FrameFiles files;
  private final Consumer<String> notices;
  private final Map<String, List<Sample>> known = new ConcurrentHashMap<>();
  private Map<String, List<Sample>> moved;

  PhoenixCorpus(
      PhoenixPlaces places,
      Rules rules,
      GlossFilter filter,
      FrameFiles files,
      Consumer<String> notices) {
    this.places = places;
    this.rules = rules;
    this.filter = filter;
    this.files = files;
    this.notices = notices;
  }

  @Override
  public List<String> splits() {
    return rules.unseen().splits(rules.splits());
  }

  @Override
  public List<Sample> read(String split) {
    return rules.unseen().names().isEmpty() || !splits().contains(split)
        ? annotated(split)
        : moved().get(split);
  }

  @Override
  public Listing list(String split) {
    boolean annotated = rules.splits().contains(split) || !splits().contains(split);
    if (annotated || Files.exists(places.annotationsOf(split))) {
      Listing own = listed(split);
      return splits().contains(split) ? rules.unseen().apply(split, own, this::others) : own;
    }
    return rules.unseen().apply(split, Listing.EMPTY, this::others);
  }

  /** The rows of all splits but that of unseen signers, as annotated. */
  private List<Listing.Row> others() {
    return rules.splits().stream()
        .filter(split -> !split.equals(UnseenSigners.SPLIT))
        .flatMap(split -> listed(split).rows().stream())
        .toList();
  }

  private Listing listed(String split) {
    return PhoenixListing.of(places, rules.dropEmpty(), filter, files, split);
  }

  private List<Sample> annotated(String split) {
    return known.computeIfAbsent(split, this::load);
  }

  private synchronized Map<String, List<Sample>> moved() {
    if (moved == null) {
      Map<String, List<Sample>> before = new LinkedHashMap<>();
      for (String split : splits()) {
        if (rules.splits().contains(split) || Files.exists(places.annotationsOf(split))) {
          before.put(split, annotated(split));
        }
      }
      moved = rules.unseen().move(before, notices);
    }
    return moved;
  }

  private List<Sample> load(String split) {
    if (!Files.isDirectory(places.root())) {
      throw Problem.data("the corpus folder is missing")
          .where(places.root().toAbsolutePath())
          .remedy("set corpus.root to the folder that holds the annotations")
          .exception();
    }
    Path file = places.annotationsOf(split);
    List<AnnotationFile.Row> rows = AnnotationFile.read(file);
    requireFeatures(rows, split, file);
    SegmentFile segments = SegmentFile.read(places.segmentsOf(split), PhoenixCorpus::refuse);
    segments.requireKnown(ids(rows), PhoenixCorpus::refuse);
    GlossFilter.Tally tally = new GlossFilter.Tally();
    List<Sample> samples = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    for (AnnotationFile.Row row : rows) {
      List<String> glosses = filter.apply(row.tokens(), tally);
      if (!glosses.isEmpty()) {
        FrameSource source = files.open(places.featuresOf(row, split));
        samples.add(
            new Sample(
                row.id(),
                row.signer(),
                glosses,
                segments.of(row.id(), glosses, source.frames(), filter),
                source));
      } else if (rules.dropEmpty()) {
        empty.add(row.id());
      } else {
        throw noGloss(file, row);
      }
    }
    if (samples.isEmpty()) {
      throw Problem.data("no sentence of split " + split + " has a gloss")
          .where(file)
          .found(rows.size() + " sentences, all empty behind the filter")
          .remedy("check corpus.drop and corpus.preset")
          .exception();
    }
    report(split, tally, empty);
    if (!segments.isEmpty()) {
      reportUnsegmented(split, samples);
    }
    return List.copyOf(samples);
  }

  private static Set<String> ids(List<AnnotationFile.Row> rows) {
    return rows.stream().map(AnnotationFile.Row::id).collect(Collectors.toSet());
  }

  private static void refuse(TeacherException fault) {
    throw fault;
  }

  /** What is said of a sentence that the filter leaves empty. */
  static TeacherException noGloss(Path file, AnnotationFile.Row row) {
    return Problem.data("a sentence has no gloss")
        .where(file + ": line " + row.line() + ", sample " + row.id())
        .found(row.tokens().isEmpty() ? "nothing" : String.join(" ", row.tokens()))
        .remedy("correct the annotation, or leave such sentences out: corpus.empty = drop")
        .exception();
  }

  private void report(String split, GlossFilter.Tally tally, List<String> empty) {
    if (!tally.report().isEmpty()) {
      notices.accept("split " + split + ": " + tally.report());
    }
    if (!empty.isEmpty()) {
      notices.accept(
          "split "
              + split
              + ": left out "
              + empty.size()
              + " sentences without a gloss, the first "
              + empty.get(0));
    }
  }

  private void reportUnsegmented(String split, List<Sample> samples) {
    List<Sample> without = samples.stream().filter(s -> s.segments().isEmpty()).toList();
    if (!without.isEmpty()) {
      notices.accept(
          "split "
              + split
              + ": "
              + without.size()
              + " of "
              + samples.size()
              + " sentences have no segments, the first "
              + without.get(0).id());
    }
  }

  private void requireFeatures(List<AnnotationFile.Row> rows, String split, Path file) {
    List<AnnotationFile.Row> missing =
        rows.stream().filter(row -> !Files.exists(places.featuresOf(row, split))).toList();
    if (!missing.isEmpty()) {
      AnnotationFile.Row first = missing.get(0);
      throw Problem.data("landmarks are missing")
          .where(file + ": line " + first.line() + ", sample " + first.id())
          .expected(places.featuresOf(first, split))
          .found(
              "no such file; landmarks of "
                  + missing.size()
                  + " of "
                  + rows.size()
                  + " sentences are missing")
          .remedy("extract them, or correct corpus.features (now " + places.features() + ")")
          .exception();
    }
  }
}
