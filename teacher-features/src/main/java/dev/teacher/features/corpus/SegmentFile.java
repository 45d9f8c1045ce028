package dev.teacher.features.corpus;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A {@code .segments.csv} file: where each gloss of a sentence is signed, a line {@code
 * id|start|end|gloss} each, in frames from 0, the end exclusive, in the order of signing. Frames in
 * no segment belong to no gloss.
 */
final class SegmentFile {
  private static final PipeTable.Kind KIND =
      new PipeTable.Kind(
          "a segments file",
          List.of("id", "start", "end", "gloss"),
          "id|start|end|gloss",
          "corpus.segments");

  private static final Pattern FRAME = Pattern.compile("[0-9]{1,9}");

  private record Row(int line, GlossSegment segment) {}

  private final Path file;
  private final Map<String, List<Row>> rows = new LinkedHashMap<>();

  private SegmentFile(Path file) {
    this.file = file;
  }

  /**
   * The file's segments; none where there is no such file.
   *
   * @param faults takes what is wrong with a line, which is then left out
   */
  static SegmentFile read(Path file, Consumer<TeacherException> faults) {
    SegmentFile segments = new SegmentFile(file);
    if (Files.exists(file)) {
      PipeTable.read(KIND, file, segments::row, faults);
    }
    return segments;
  }

  /** Whether it has any segment. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * The segments of a sentence, one for each of its glosses; none where the file has no line of it.
   * Fails with a data problem where they spell other glosses or go beyond the recording.
   *
   * @param id the sentence
   * @param glosses of its annotation, behind the filter
   * @param frames of its recording
   * @param filter of the annotation, which segments pass as well
   */
  List<GlossSegment> of(String id, List<String> glosses, int frames, GlossFilter filter) {
    List<Row> lines = rows.getOrDefault(id, List.of());
    List<Row> own = new ArrayList<>();
    GlossFilter.Tally uncounted = new GlossFilter.Tally(); // the annotation's count is the one
    for (Row row : lines) {
      GlossSegment segment = row.segment();
      for (String gloss : filter.apply(List.of(segment.gloss()), uncounted)) {
        own.add(new Row(row.line(), new GlossSegment(gloss, segment.start(), segment.end())));
      }
    }
    if (lines.isEmpty()) {
      return List.of();
    }
    requireGlosses(id, lines, own, glosses);
    Row last = lines.get(lines.size() - 1);
    if (last.segment().end() > frames) {
      throw wrong("a segment goes beyond the end of its recording", id, last)
          .expected("an end of at most " + frames + " frames")
          .found(last.segment().end())
          .remedy("correct the segment, or the recording's file")
          .exception();
    }
    return own.stream().map(Row::segment).toList();
  }

  /** Refuses segments of sentences that the annotations do not have. */
  void requireKnown(Set<String> ids, Consumer<TeacherException> faults) {
    rows.forEach(
        (id, own) -> {
          if (!ids.contains(id)) {
            faults.accept(
                wrong("segments belong to no sentence", id, own.get(0))
                    .expected("an id of the annotations")
                    .found(id)
                    .remedy("correct the id, or remove its lines")
                    .exception());
          }
        });
  }

  private void requireGlosses(String id, List<Row> lines, List<Row> own, List<String> glosses) {
    List<String> spelled = own.stream().map(row -> row.segment().gloss()).toList();
    int same = 0;
    while (same < Math.min(spelled.size(), glosses.size())
        && spelled.get(same).equals(glosses.get(same))) {
      same++;
    }
    if (same < Math.max(spelled.size(), glosses.size())) {
      Row first = same < own.size() ? own.get(same) : lines.get(lines.size() - 1);
      throw wrong("segments do not spell their sentence", id, first)
          .expected(String.join(" ", glosses))
          .found(String.join(" ", spelled))
          .remedy("one segment for each gloss of the annotation, or none for the sentence")
          .exception();
    }
  }

  private Problem wrong(String what, String id, Row row) {
    return Problem.data(what).where(file + ": line " + row.line() + ", sample " + id);
  }

  private void row(int line, List<String> fields, String text) {
    int start = frame(fields.get(1));
    int end = frame(fields.get(2));
    if (start < 0 || end <= start || fields.get(3).isEmpty()) {
      throw PipeTable.bad(
          file, line, "a line is no segment", "id|start|end|gloss with 0 <= start < end", text);
    }
    List<Row> own = rows.computeIfAbsent(fields.get(0), id -> new ArrayList<>());
    Row before = own.isEmpty() ? null : own.get(own.size() - 1);
    if (before != null && start < before.segment().end()) {
      throw PipeTable.bad(
          file,
          line,
          "segments of a sentence overlap, or are not in their order",
          "a start of at least " + before.segment().end() + ", the end in line " + before.line(),
          text);
    }
    own.add(new Row(line, new GlossSegment(fields.get(3), start, end)));
  }

  /** A number of frames, or -1 for what is none. */
  private static int frame(String text) {
    boolean isNumber = FRAME.matcher(text).matches();
    return isNumber ? Integer.parseInt(text) : -1;
  }
}
