package dev.teacher.features.corpus;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A {@code .corpus.csv} file as RWTH-PHOENIX-Weather 2014 has them: UTF-8, fields between {@code
 * |}, no quoting, the first line names the columns. Columns id, signer and annotation are read,
 * others are allowed.
 */
public final class AnnotationFile {
  private static final PipeTable.Kind KIND =
      new PipeTable.Kind(
          "an annotation file",
          List.of("id", "signer", "annotation"),
          "id|folder|signer|annotation",
          "corpus.root, and corpus.annotations with the name of the split");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /**
   * One sentence.
   *
   * @param line its line in the file, from 1
   * @param id its name, not empty
   * @param signer who signs, empty if unknown
   * @param annotation as it is written
   */
  public record Row(int line, String id, String signer, String annotation) {
    /** The annotation, split at blanks. */
    public List<String> tokens() {
      return annotation.isEmpty() ? List.of() : List.of(BLANKS.split(annotation));
    }
  }

  private final Path file;
  private final Consumer<String> repeated;
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private AnnotationFile(Path file, Consumer<String> repeated) {
    this.file = file;
    this.repeated = repeated;
  }

  /**
   * The sentences in the order of the file, at least one; ids are unique. Fails with a data problem
   * that names the file and the first line that cannot be read.
   */
  public static List<Row> read(Path file) {
    return readAll(
        file,
        problem -> {
          throw problem;
        },
        id -> {});
  }

  /**
   * The sentences that can be read.
   *
   * @param faults takes what is wrong with a line, which is then left out
   * @param repeated takes ids that an earlier line has
   */
  static List<Row> readAll(
      Path file, Consumer<TeacherException> faults, Consumer<String> repeated) {
    AnnotationFile annotations = new AnnotationFile(file, repeated);
    int lines = PipeTable.read(KIND, file, annotations::row, faults);
    if (annotations.rows.isEmpty()) {
      throw Problem.data("an annotation file has no sentences")
          .where(file)
          .expected("a line id|folder|signer|annotation, then one line a sentence")
          .found(lines + " lines")
          .exception();
    }
    return annotations.rows;
  }

  private void row(int line, List<String> fields, String text) {
    String id = fields.get(0);
    if (id.isEmpty()) {
      throw PipeTable.bad(file, line, "a sentence has no id", "an id", text);
    }
    Integer before = lines.putIfAbsent(id, line);
    if (before != null) {
      repeated.accept(id);
      String found = id + ", also in line " + before;
      throw PipeTable.bad(file, line, "two sentences have one id", "every id once", found);
    }
    rows.add(new Row(line, id, fields.get(1), fields.get(2)));
  }
}
