package dev.teacher.features.corpus;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A {@code .corpus.csv} file as RWTH-PHOENIX-Weather 2014 has them: UTF-8, fields between {@code
 * |}, no quoting, the first line names the columns. Columns id, signer and annotation are read,
 * others are allowed.
 */
final class AnnotationFile {
  private static final List<String> COLUMNS = List.of("id", "signer", "annotation");

  /**
   * One sentence.
   *
   * @param line its line in the file, from 1
   * @param tokens the annotation, split at blanks
   */
  record Row(int line, String id, String signer, List<String> tokens) {}

  private final Path file;
  private final Consumer<TeacherException> faults;
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private int[] places;
  private int width;

  private AnnotationFile(Path file, Consumer<TeacherException> faults) {
    this.file = file;
    this.faults = faults;
  }

  /** The sentences in the order of the file, at least one; ids are unique. */
  static List<Row> read(Path file) {
    return readAll(
        file,
        problem -> {
          throw problem;
        });
  }

  /**
   * The sentences that can be read.
   *
   * @param faults takes what is wrong with a line, which is then left out
   */
  static List<Row> readAll(Path file, Consumer<TeacherException> faults) {
    AnnotationFile annotations = new AnnotationFile(file, faults);
    annotations.parse(annotations.bytes());
    return annotations.rows;
  }

  private byte[] bytes() {
    if (!Files.isRegularFile(file)) {
      throw Problem.data("an annotation file is missing")
          .where(file)
          .remedy("check corpus.root, and corpus.annotations with the name of the split")
          .exception();
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Problem.data("cannot read an annotation file")
          .where(file)
          .found(e)
          .cause(e)
          .exception();
    }
  }

  private void parse(byte[] bytes) {
    int number = 0;
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      number++;
      line(bytes, start, end, number);
      start = end + 1;
    }
    if (rows.isEmpty()) {
      throw Problem.data("an annotation file has no sentences")
          .where(file)
          .expected("a line id|folder|signer|annotation, then one line a sentence")
          .found(number + " lines")
          .exception();
    }
  }

  private void line(byte[] bytes, int start, int end, int number) {
    if (number == 1) {
      header(decode(bytes, start, end, number)); // without it no line can be read
      return;
    }
    try {
      String line = decode(bytes, start, end, number);
      if (!line.isBlank()) {
        row(line, number);
      }
    } catch (TeacherException e) {
      faults.accept(e);
    }
  }

  private String decode(byte[] bytes, int start, int end, int number) {
    try {
      String line =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, start, end - start))
              .toString();
      return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    } catch (CharacterCodingException e) {
      throw Problem.data("an annotation file is not UTF-8")
          .where(place(number))
          .found(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1))
          .remedy("convert it: iconv -f ISO-8859-1 -t UTF-8")
          .cause(e)
          .exception();
    }
  }

  private void header(String line) {
    String text = line.startsWith("\uFEFF") ? line.substring(1) : line; // byte order mark
    List<String> names = Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
    width = names.size();
    places = COLUMNS.stream().mapToInt(names::indexOf).toArray();
    if (Arrays.stream(places).anyMatch(p -> p < 0)) {
      throw Problem.data("an annotation file lacks columns")
          .where(place(1))
          .expected("id|folder|signer|annotation")
          .found(text)
          .remedy("name the columns in the first line")
          .exception();
    }
  }

  private void row(String line, int number) {
    String[] fields = line.split("\\|", -1);
    if (fields.length != width) {
      throw bad(number, "a line has the wrong number of fields", width + " fields", line);
    }
    String id = fields[places[0]].strip();
    if (id.isEmpty()) {
      throw bad(number, "a sentence has no id", "an id", line);
    }
    Integer before = lines.putIfAbsent(id, number);
    if (before != null) {
      throw bad(
          number, "two sentences have one id", "every id once", id + ", also in line " + before);
    }
    String text = fields[places[2]].strip();
    List<String> tokens = text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    rows.add(new Row(number, id, fields[places[1]].strip(), tokens));
  }

  private TeacherException bad(int number, String what, String expected, String found) {
    return Problem.data(what)
        .where(place(number))
        .expected(expected)
        .found(found)
        .remedy("correct that line")
        .exception();
  }

  private String place(int number) {
    return file + ": line " + number;
  }
}
