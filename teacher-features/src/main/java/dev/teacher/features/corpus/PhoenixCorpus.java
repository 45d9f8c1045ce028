package dev.teacher.features.corpus;

import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.CorpusReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Sentences of annotation files, their landmarks one file (or folder) each. */
final class PhoenixCorpus implements CorpusReader {
  /**
   * Where things lie.
   *
   * @param annotations file of a split, {@code {split}} stands for its name
   * @param features file or folder of a sentence, {@code {split}} and {@code {id}} stand for names
   * @param splits that the corpus says it has
   * @param dropEmpty whether sentences without a gloss are left out rather than refused
   * @param unseen whose sentences make a split of their own
   */
  record Places(
      Path root,
      String annotations,
      String features,
      List<String> splits,
      boolean dropEmpty,
      UnseenSigners unseen) {}

  private final Places places;
  private final GlossFilter filter;
  private final LandmarkFiles files;
  private final Consumer<String> notices;
  private final Map<String, List<Sample>> known = new ConcurrentHashMap<>();
  private Map<String, List<Sample>> moved;

  PhoenixCorpus(Places places, GlossFilter filter, LandmarkFiles files, Consumer<String> notices) {
    this.places = places;
    this.filter = filter;
    this.files = files;
    this.notices = notices;
  }

  @Override
  public List<String> splits() {
    return places.unseen().splits(places.splits());
  }

  @Override
  public List<Sample> read(String split) {
    return places.unseen().names().isEmpty() || !splits().contains(split)
        ? annotated(split)
        : moved().get(split);
  }

  private List<Sample> annotated(String split) {
    return known.computeIfAbsent(split, this::load);
  }

  private synchronized Map<String, List<Sample>> moved() {
    if (moved == null) {
      Map<String, List<Sample>> before = new LinkedHashMap<>();
      for (String split : splits()) {
        if (places.splits().contains(split) || Files.exists(annotations(split))) {
          before.put(split, annotated(split));
        }
      }
      moved = places.unseen().move(before, notices);
    }
    return moved;
  }

  private Path annotations(String split) {
    return places.root().resolve(places.annotations().replace("{split}", split));
  }

  private List<Sample> load(String split) {
    if (!Files.isDirectory(places.root())) {
      throw Problem.data("the corpus folder is missing")
          .where(places.root().toAbsolutePath())
          .remedy("set corpus.root to the folder that holds the annotations")
          .exception();
    }
    Path file = annotations(split);
    List<AnnotationFile.Row> rows = AnnotationFile.read(file);
    requireFeatures(rows, split, file);
    GlossFilter.Tally tally = new GlossFilter.Tally();
    List<Sample> samples = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    for (AnnotationFile.Row row : rows) {
      List<String> glosses = filter.apply(row.tokens(), tally);
      if (!glosses.isEmpty()) {
        samples.add(new Sample(row.id(), row.signer(), glosses, files.open(features(row, split))));
      } else if (places.dropEmpty()) {
        empty.add(row.id());
      } else {
        throw Problem.data("a sentence has no gloss")
            .where(file + ": line " + row.line() + ", sample " + row.id())
            .found(row.tokens().isEmpty() ? "nothing" : String.join(" ", row.tokens()))
            .remedy("correct the annotation, or leave such sentences out: corpus.empty = drop")
            .exception();
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
    return List.copyOf(samples);
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

  private Path features(AnnotationFile.Row row, String split) {
    String path = places.features().replace("{split}", split).replace("{id}", row.id());
    try {
      return places.root().resolve(path);
    } catch (InvalidPathException e) {
      throw Problem.data("an id cannot be part of a file name")
          .where("split " + split + ", line " + row.line())
          .found(row.id())
          .remedy("rename the sentence")
          .cause(e)
          .exception();
    }
  }

  private void requireFeatures(List<AnnotationFile.Row> rows, String split, Path file) {
    List<AnnotationFile.Row> missing =
        rows.stream().filter(row -> !Files.exists(features(row, split))).toList();
    if (!missing.isEmpty()) {
      AnnotationFile.Row first = missing.get(0);
      throw Problem.data("landmarks are missing")
          .where(file + ": line " + first.line() + ", sample " + first.id())
          .expected(features(first, split))
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
