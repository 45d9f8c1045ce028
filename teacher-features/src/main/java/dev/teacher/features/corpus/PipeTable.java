package dev.teacher.features.corpus;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A text file of a corpus, line by line: UTF-8, fields between {@code |}, no quoting, the first
 * line names the columns. Columns beside those asked for are allowed.
 */
final class PipeTable {
  /**
   * What a file holds.
   *
   * @param name how messages call such a file, with its article
   * @param columns that are read
   * @param header a first line as it is common, for messages
   * @param whereToLook what to check where the file is missing
   */
  record Kind(String name, List<String> columns, String header, String whereToLook) {}

  /** Takes the lines one by one. */
  @FunctionalInterface
  interface Rows {
    /**
     * A line behind the first that is not blank.
     *
     * @param line its number, from 1
     * @param fields of the kind's columns, in their order, blanks at both ends taken off
     * @param text the whole line
     */
    void row(int line, List<String> fields, String text);
  }

  /** What Java puts in place of bytes that are no text. */
  private static final char REPLACEMENT = '\uFFFD';

  private final Kind kind;
  private final Path file;
  private final Consumer<TeacherException> faults;
  private int[] places;
  private int width;

  private PipeTable(Kind kind, Path file, Consumer<TeacherException> faults) {
    this.kind = kind;
    this.file = file;
    this.faults = faults;
  }

  /**
   * Reads a file.
   *
   * @param faults takes what is wrong with a line, be it found here or by {@code rows}; a missing
   *     file and a first line without the columns are thrown
   * @return the number of lines
   */
  static int read(Kind kind, Path file, Rows rows, Consumer<TeacherException> faults) {
    PipeTable table = new PipeTable(kind, file, faults);
    return table.parse(table.bytes(), rows);
  }

  /** What is wrong with a line. */
  static TeacherException bad(Path file, int line, String what, String expected, String found) {
    return Problem.data(what)
        .where(file + ": line " + line)
        .expected(expected)
        .found(found)
        .remedy("correct that line")
        .exception();
  }

  private byte[] bytes() {
    if (!Files.isRegularFile(file)) {
      throw Problem.data(kind.name() + " is missing")
          .where(file)
          .remedy("check " + kind.whereToLook())
          .exception();
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Problem.data("cannot read " + kind.name()).where(file).found(e).cause(e).exception();
    }
  }

  private int parse(byte[] bytes, Rows rows) {
    int number = 0;
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      number++;
      line(bytes, start, end, number, rows);
      start = end + 1;
    }
    return number;
  }

  private void line(byte[] bytes, int start, int end, int number, Rows rows) {
    if (number == 1) {
      header(decode(bytes, start, end, number)); // without it no line can be read
      return;
    }
    try {
      String line = decode(bytes, start, end, number);
      if (!line.isBlank()) {
        rows.row(number, fields(line, number), line);
      }
    } catch (TeacherException e) {
      faults.accept(e);
    }
  }

  private String decode(byte[] bytes, int start, int end, int number) {
    String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    if (line.indexOf(REPLACEMENT) >= 0) {
      requireText(bytes, start, end, number);
    }
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** The replacement may stand in the text itself; other bytes that became one are refused. */
  private void requireText(byte[] bytes, int start, int end, int number) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
    } catch (CharacterCodingException e) {
      throw Problem.data(kind.name() + " is not UTF-8")
          .where(file + ": line " + number)
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
    places = kind.columns().stream().mapToInt(names::indexOf).toArray();
    if (Arrays.stream(places).anyMatch(p -> p < 0)) {
      throw Problem.data(kind.name() + " lacks columns")
          .where(file + ": line 1")
          .expected(kind.header())
          .found(text)
          .remedy("name the columns in the first line")
          .exception();
    }
  }

  /** Without streams: a large corpus has a line for each of its hundred thousand segments. */
  private List<String> fields(String line, int number) {
    String[] fields = line.split("\\|", -1);
    if (fields.length != width) {
      throw bad(file, number, "a line has the wrong number of fields", width + " fields", line);
    }
    String[] wanted = new String[places.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = fields[places[i]].strip();
    }
    return List.of(wanted);
  }
}
