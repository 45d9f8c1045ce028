package dev.teacher.features.npy;

import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header's dictionary: a recursive-descent parser for just the literals that NumPy writes. */
final class NpyDictionary {
  private static final Pattern TYPE = Pattern.compile("([<>|=])([fiu])([1248])");

  /** NumPy's own bound. */
  private static final int MOST_DIMENSIONS = 64;

  private final String text;
  private final String where;
  private int at;
  private String description;
  private Boolean fortranOrder;
  private long[] shape;

  private NpyDictionary(String text, String where) {
    this.text = text;
    this.where = where;
  }

  static NpyDictionary parse(String text, String where) {
    NpyDictionary dictionary = new NpyDictionary(text, where);
    dictionary.entries();
    return dictionary;
  }

  NpyType type() {
    if (description.contains("O")) {
      throw Problem.data("a .npy file holds pickled Python objects")
          .where(where)
          .expected("numbers")
          .found("element type " + shorten(description))
          .remedy("save a plain array: numpy.save(path, numpy.asarray(x, dtype='float32'))")
          .exception();
    }
    Matcher matcher = TYPE.matcher(description);
    if (!matcher.matches()
        || description.endsWith("f1")
        || (description.startsWith("|") && !description.endsWith("1"))) {
      throw Problem.data("a .npy file holds elements that are no real numbers")
          .where(where)
          .expected("float16, float32, float64 or integers")
          .found("element type " + shorten(description))
          .remedy("save the array as float32")
          .exception();
    }
    ByteOrder order =
        switch (matcher.group(1).charAt(0)) {
          case '>' -> ByteOrder.BIG_ENDIAN;
          case '=' -> ByteOrder.nativeOrder();
          default -> ByteOrder.LITTLE_ENDIAN;
        };
    return new NpyType(matcher.group(2).charAt(0), Integer.parseInt(matcher.group(3)), order);
  }

  boolean fortranOrder() {
    return fortranOrder;
  }

  long[] shape() {
    return shape;
  }

  private void entries() {
    expect('{');
    while (peek() != '}') {
      String key = string();
      expect(':');
      switch (key) {
        case "descr" -> description = description();
        case "fortran_order" -> fortranOrder = flag();
        case "shape" -> shape = tuple();
        default -> throw bad("descr, fortran_order or shape", key);
      }
      if (peek() != '}') {
        expect(',');
      }
    }
    expect('}');
    if (!text.substring(at).isBlank()) {
      throw bad("nothing behind the dictionary", rest());
    }
    if (description == null || fortranOrder == null || shape == null) {
      throw bad("descr, fortran_order and shape", text.strip());
    }
  }

  private String description() {
    if (peek() == '[') {
      throw Problem.data("a .npy file holds records of several fields")
          .where(where)
          .expected("one number an element")
          .found(shorten(text.strip()))
          .remedy("save one plain array of float32")
          .exception();
    }
    return string();
  }

  private String string() {
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw bad("a quoted text", rest());
    }
    int end = text.indexOf(quote, at + 1);
    if (end < 0) {
      throw bad("a closing quote", rest());
    }
    String value = text.substring(at + 1, end);
    at = end + 1;
    return value;
  }

  private boolean flag() {
    peek();
    for (String word : List.of("True", "False")) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word.equals("True");
      }
    }
    throw bad("True or False", rest());
  }

  private long[] tuple() {
    expect('(');
    List<Long> sizes = new ArrayList<>();
    while (peek() != ')') {
      if (sizes.size() == MOST_DIMENSIONS) {
        throw bad("at most " + MOST_DIMENSIONS + " sizes", rest());
      }
      sizes.add(number());
      if (peek() != ')') {
        expect(',');
      }
    }
    expect(')');
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  private long number() {
    peek();
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    String digits = text.substring(start, at);
    if (digits.isEmpty() || digits.length() > 18) {
      throw bad("a size", digits.isEmpty() ? rest() : digits);
    }
    if (at < text.length() && text.charAt(at) == 'L') { // as Python 2 wrote long integers
      at++;
    }
    return Long.parseLong(digits);
  }

  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void expect(char sign) {
    if (peek() != sign || at >= text.length()) {
      throw bad("'" + sign + "'", rest());
    }
    at++;
  }

  private String rest() {
    return at >= text.length() ? "the end of the header" : shorten(text.substring(at).strip());
  }

  private TeacherException bad(String expected, String found) {
    return Problem.data("the header of a .npy file is damaged")
        .where(where)
        .expected(expected)
        .found(shorten(found))
        .remedy("save the file again with numpy.save")
        .exception();
  }

  private static String shorten(String found) {
    return found.length() > 60 ? found.substring(0, 60) + "..." : found;
  }
}
