package dev.teacher.train.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.IoReason;
import dev.teacher.features.statistics.Origin;
import dev.teacher.features.statistics.Origin.Draw;
import dev.teacher.features.statistics.Origin.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@link StatisticsFile}, field by field; the first that is wrong is named. */
final class StatisticsReader {
  private static final Set<String> FIRST =
      Set.of("layout", "frames", "samples", "mean", "deviation", "source");
  private static final Set<String> ALL =
      Set.of(
          "format",
          "layout",
          "frames",
          "samples",
          "mean",
          "deviation",
          "nonFinite",
          "source",
          "origin");
  private static final Set<String> ORIGIN =
      Set.of("of", "split", "draw", "features", "normalizers");
  private static final Set<String> DRAW = Set.of("samples", "of", "seed");

  private final Path file;

  StatisticsReader(Path file) {
    this.file = file;
  }

  StatisticsFile.Stored read() {
    JsonNode root = tree();
    if (!root.isObject()) {
      throw damaged("an object", root);
    }
    long format = root.has("format") ? whole(root, "format", 1, Integer.MAX_VALUE) : 1;
    if (format > StatisticsFile.FORMAT) {
      throw Problem.data("the feature statistics were written by a newer version")
          .where(file)
          .expected("format " + StatisticsFile.FORMAT + " or older")
          .found("format " + format)
          .remedy("use that version of teacher, or compute them again with teacher stats")
          .exception();
    }
    requireKnown(root, "", format == 1 ? FIRST : ALL);
    Layout layout = layout(root);
    long nonFinite = format == 1 ? 0 : whole(root, "nonFinite", 0, Long.MAX_VALUE);
    FeatureStatistics statistics =
        new FeatureStatistics(
            layout,
            whole(root, "frames", 1, Long.MAX_VALUE),
            (int) whole(root, "samples", 1, Integer.MAX_VALUE),
            numbers(root, "mean", layout, -Double.MAX_VALUE, nonFinite > 0),
            numbers(root, "deviation", layout, 0, nonFinite > 0),
            nonFinite,
            text(root, "source"));
    Optional<Origin> origin =
        root.has("origin")
            ? Optional.of(origin(root.get("origin"), statistics.source()))
            : Optional.empty();
    return new StatisticsFile.Stored(statistics, origin);
  }

  private JsonNode tree() {
    try {
      return Json.tree(file);
    } catch (IOException e) {
      throw Problem.data("cannot read feature statistics")
          .where(file)
          .expected("JSON, as teacher stats writes it")
          .found(IoReason.of(e))
          .remedy("restore the file, or compute them again with teacher stats")
          .cause(e)
          .exception();
    }
  }

  private Origin origin(JsonNode node, String source) {
    if (!node.isObject()) {
      throw damaged("origin to be an object", node);
    }
    requireKnown(node, "origin.", ORIGIN);
    String of = text(node, "of");
    if (!of.equals("features") && !of.equals("files")) {
      throw damaged("origin.of to be features or files", of);
    }
    List<String> normalizers = new ArrayList<>();
    JsonNode sections = node.path("normalizers");
    if (!sections.isArray()) {
      throw damaged("origin.normalizers to be a list", sections);
    }
    for (JsonNode section : sections) {
      if (!section.isTextual()) {
        throw damaged("texts in origin.normalizers", section);
      }
      normalizers.add(section.textValue());
    }
    return new Origin(
        Measured.valueOf(of.toUpperCase(Locale.ROOT)),
        text(node, "split"),
        node.has("draw") ? Optional.of(draw(node.get("draw"))) : Optional.empty(),
        text(node, "features"),
        normalizers,
        source);
  }

  private Draw draw(JsonNode node) {
    if (!node.isObject()) {
      throw damaged("origin.draw to be an object", node);
    }
    requireKnown(node, "origin.draw.", DRAW);
    int of = (int) whole(node, "of", 1, Integer.MAX_VALUE);
    return new Draw(
        (int) whole(node, "samples", 1, of),
        of,
        whole(node, "seed", Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private Layout layout(JsonNode root) {
    String spec = text(root, "layout");
    try {
      return Layout.parse(spec);
    } catch (TeacherException e) {
      throw damaged("layout to be name: segment=width, ...", spec);
    }
  }

  private List<Double> numbers(
      JsonNode root, String field, Layout layout, double least, boolean mayBeMissing) {
    JsonNode list = root.path(field);
    if (!list.isArray() || list.size() != layout.width()) {
      throw damaged(
          field + " to be a list of " + layout.width() + " numbers, one for each column",
          list.isArray() ? list.size() + " of them" : list);
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode value : list) {
      boolean missing = value.isNull() && mayBeMissing;
      double number = missing ? Double.NaN : value.doubleValue();
      if (!missing && !(value.isNumber() && Double.isFinite(number) && number >= least)) {
        String column = layout.columnName(numbers.size());
        throw damaged(
            field + " of " + column + " to be a finite number" + (least == 0 ? ", 0 or more" : ""),
            value);
      }
      numbers.add(number);
    }
    return numbers;
  }

  private String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw damaged(field + " to be a text", value);
    }
    return value.textValue();
  }

  private long whole(JsonNode node, String field, long least, long most) {
    JsonNode value = node.path(field);
    boolean whole = value.isIntegralNumber() && value.canConvertToLong();
    if (!whole || value.longValue() < least || value.longValue() > most) {
      throw damaged(
          field
              + " to be a whole number"
              + (least == Long.MIN_VALUE ? "" : " of at least " + least),
          value);
    }
    return value.longValue();
  }

  private void requireKnown(JsonNode node, String prefix, Set<String> known) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw damaged("no field but " + String.join(", ", new TreeSet<>(known)), prefix + name);
      }
    }
  }

  private TeacherException damaged(String expected, Object found) {
    String value = found instanceof JsonNode node && node.isMissingNode() ? "nothing" : "" + found;
    return Problem.data("the feature statistics are damaged")
        .where(file)
        .expected(expected)
        .found(value.length() > 80 ? value.substring(0, 80) + "..." : value)
        .remedy("restore the file, or compute them again with teacher stats")
        .exception();
  }
}
